"""The rows of a view as files for other programs."""
