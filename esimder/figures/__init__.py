"""Tables in, Plotly figures out: pure functions that read no file, count nothing and know no page."""
