"""Esimder's library, from the ground up: every room knows only the rooms below it.

paths        where the files of the product lie
spelling     words and names in any script: folded, compared, matched, romanised
record       tables in, a checked record out
i18n         every word that a reader sees, by language
rules        custody, disputed points, relations: what follows from statements
search       names and texts, found by what a reader types
query        what a reader asks, its address, what of the record answers, counts
figures      tables in, Plotly figures out; svg/ draws them without a browser
text_reader  the record's names, places and dates in a reader's own text
views        what pages show, as values and words; templates/ make HTML of it
stories      stories of steps, and the slides that a room sees
exports      files made of a view, and the queue that makes them
server       routes, headers, the loaded record, Streamlit

Beside them: web/ (the browser's half), templates/, fonts/.
"""
