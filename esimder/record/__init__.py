"""Tables in, a checked record out: what a table may hold, dates, faults, warnings, redaction, loading.

A new column, code, kind of event or setting is one line in `schema` or `settings`; the checks, the dictionary and the
tests follow from it. `load.Record` is what everybody above works with.
"""
