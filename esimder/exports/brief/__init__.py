"""The PDF brief."""
