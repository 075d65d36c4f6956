"""The tests: each name is a sentence about the reader or the data."""

from hypothesis import settings

settings.register_profile("esimder", deadline=None, derandomize=True)
settings.load_profile("esimder")
