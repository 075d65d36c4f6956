"""The record's names, places and dates in a text that a reader has: patterns that the browser looks for."""
