"""The page of one's own that the docs show, and a copy of the product in which it stands."""

import re
import shutil
from pathlib import Path

from tests.house import ROOT

CODE = "".join(re.findall(r"```python\n(.*?)```", (ROOT / "docs/OWN_PAGE.md").read_text("utf-8"), re.DOTALL))


def copied(folder: Path, name: str = "By_year.py", code: str = CODE) -> Path:
    """The product in another folder, with one script more among its pages."""
    for part in ("esimder", "pages", "data", ".streamlit"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("dashboard.py", "pyproject.toml"):
        shutil.copy(ROOT / part, folder)
    (folder / "pages" / name).write_text(code, "utf-8")
    return folder
