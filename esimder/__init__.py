"""Esimder's library, from the ground up; every floor knows only the floors below it.

schema         the tables, columns and codes, declared once
settings       what a record may say of itself, declared once
dates          EDTF in, spans of days out
palette        the colours of both themes
escape         the one way from data to a label
folding        one word in any script, as sounds
alike          how far apart two words of a name sound
names          names found in any spelling
romanise       Cyrillic names in Latin letters, by published rules
language       every word a reader sees, in three languages
dictionary     the data dictionary, written from the schema
view           what the reader asked, and its URL
headings       which column of ours a heading means
check          raw tables in, every fault out
files          the files of a record: frames of text, and the faults of their shape
gazetteer      known places: other names and coordinates for one's own rows
voices         who stands behind a source, however it is written
doubts         raw tables in, out what looks wrong and is read all the same
hidden         names that nobody may see, found however they are written
redact         what nobody may see, taken out of the tables
data           files in, a checked record out
responsible    who answers for a record, and how a fact in it is corrected
custody        who is in custody as of a day, by which statement
stretches      a person's standing over time
disputes       the points on which sources differ
texts          titles and texts, found by the beginnings of words
matches        what of a record a query means, by names and by texts
chosen         what of the record a view asks for
counts         tables in, smaller tables out
stories        a story: steps of words and views, in a plain file
relations      who is linked with whom, by which statements
directory      what rows are called, in one language and on one day
find           the search over a record, in groups
twins          people with like names: what speaks for one person, what against
forms          the forms that a word can take in a text
strangers      names in a text that the record does not know
written_dates  dates as a text writes them
reader         what the browser needs to find the record in a text
geo            boundaries and cities on a plane
figures/       tables in, Plotly figures out
drawing        figures in, vector pictures out
page           words and figures in, one page of HTML out (templates/)
cite           how to cite a view and its sources
worded         a person's standing in words
lists          people with their standing, statements, sources, disputes
headline       the first sentence of the record, with its numbers
marks          what stands on the map and on the timeline
scenes         the map and the timeline of a view, drawn
together       who stands with whom, as a picture and a list
stage          what a room sees of a story
ordered        in which order tables stand, and which part of a long one is shown
numbers        a headline number, its rule and its rows
editing        what an editor is asked: people with like names, places
export         tables to take away
hits           what the search box is told
imprint        what everything that leaves the screen says of itself
takeaways/     files made of a view: pictures, brief, slides, one page, tables
errands        files made in the background, each in a process of its own
served         the record that this server shows, and the views that an address asks for
errand         one file made in a process of its own
asking         what a request asks of the server, and a refusal in plain words
doors          who is let in, by which name and way, and the headers of every answer
desk           where files are asked for and handed out
visit          how a page is asked for: a run of Streamlit, then a fetch for every change
ui             the Streamlit floor: reads the URL, mounts the page (web/)
shell          Streamlit's shell, completed, and the policy under which it runs
server         the server: headers, and what leaves it
"""
