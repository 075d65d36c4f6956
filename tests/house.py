"""The files of the project, as the tests of its rules and of its words read them."""

import ast
from functools import cache
from pathlib import Path

from esimder.server import pages

ROOT = Path(__file__).parent.parent
LIBRARY = sorted(ROOT.glob("esimder/**/*.py"))
PAGES = [ROOT / script for script in pages.SCRIPTS.values()]  # not those that others have put into pages/
SCRIPTS = [*LIBRARY, *PAGES]
TESTS = sorted(ROOT.glob("tests/**/*.py"))
TEMPLATES = sorted(ROOT.glob("esimder/templates/*.html"))
OWN_WEB = sorted(ROOT.glob("esimder/web/*.js"))
VENDORED = ROOT / "esimder/web/vendor"


@cache
def parsed(path: Path) -> ast.Module:
    """A script as a tree, parsed once and only read."""
    return ast.parse(path.read_text("utf-8"))
