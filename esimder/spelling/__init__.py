"""Words and names in any script: folded to sounds, compared, matched, romanised. Knows nothing of a record.

Touch `match` and `distance` only with the measured sets of names at hand (`docs/NAMES.md`).
"""
