"""Files made of a view: pictures, PDF brief, slides, one HTML file, tables; and the queue that makes them.

A new format is a module that yields its steps (`making`) and a line in `registry`.
"""
