"""Tables in, Plotly figures out, as plain values (`plot_spec`); `svg` draws them without a browser.

Plotly is known to this room only. A new figure gets a folder here, its colours in `palette`.
"""
