"""Every word that a reader sees, by language: catalogues (`locales/`), dates, numbers, order, what rows are called.

A new language is a catalogue of each folder of `locales/` and its code in `record.schema.LANGUAGES`.
"""
