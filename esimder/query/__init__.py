"""What a reader asks and what of the record answers it: the view and its address, the selection, the counts.

A new filter begins here: a field of `view.View` and a mask in `selection`.
"""
