"""Esimder's library, from the ground up; every floor knows only the floors below it.

schema      the tables, columns and codes, declared once
dates       EDTF in, spans of days out
palette     the colours of both themes
escape      the one way from data to a label
language    every word a reader sees, in three languages
view        what the reader asked, and its URL
check       raw tables in, every fault out
data        files in, a checked record out
custody     who is in custody as of a day, by which statement
chosen      what of the record a view asks for
counts      tables in, smaller tables out
geo         boundaries and cities on a plane
figures/    tables in, Plotly figures out
page        words and figures in, one page of HTML out (templates/)
ui          the Streamlit floor: reads the URL, mounts the page (web/)
server      the server: headers, and what leaves it
"""
