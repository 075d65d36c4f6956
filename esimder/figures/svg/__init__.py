"""Figures in, vector pictures out: what the browser's Plotly draws of our figures, as plain SVG and without a browser.

Only what our own figures use is drawn. Anything else is a ValueError that names it, so that no figure can lose a part
of itself on its way out.
"""

from esimder.figures.svg.picture import drawn, svg

__all__ = ["drawn", "svg"]
