"""What all tests share: a quiet machine in no language of its own."""

import os

# The tests are about our words, not about those of the machine that runs them.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "UTC"
os.environ.pop("ESIMDER_DATA", None)
