"""Tables in, a checked record out: what a table may hold, dates, faults, warnings, redaction, loading.

A new column is one line in `schema`, a code or kind of event in `codes`, a setting in `settings`; the checks, the
dictionary and the tests follow from it. `load.Record` is what everybody above works with.
"""
