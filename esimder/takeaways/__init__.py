"""Files made of a view, each with its sources and with what it is in its first lines, name and metadata."""
