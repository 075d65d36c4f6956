"""The tests: each name is a sentence about the reader or the data. They run on a quiet machine in no language."""

import os

from hypothesis import settings

# The tests are about our words, not about those of the machine that runs them.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "UTC"
os.environ.pop("ESIMDER_DATA", None)

settings.register_profile("esimder", deadline=None, derandomize=True)
settings.load_profile("esimder")
