"""Names and texts of a record, found by what a reader types; people who may be one person."""
