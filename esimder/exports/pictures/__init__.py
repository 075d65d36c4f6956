"""Maps, timelines and charts of a view as SVG and PNG, with the question and the sources written beside."""
