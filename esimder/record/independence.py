"""Who stands behind a source: independence is counted by voices, never by rows or pages."""

import re
from urllib.parse import urlsplit

import pandas as pd

# What stands in the cell of a publisher where nobody knows who published.
_NOBODY = {"", "unknown", "anonymous", "na", "none", "неизвестно", "неизвестен", "нет", "белгісіз", "жоқ"}


def address(url: str) -> str:
    """An address as one page has it, however it was written; empty for none."""
    if not url.strip():
        return ""
    parts = urlsplit(url.strip() if "://" in url else f"//{url.strip()}")
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def voices(sources: pd.DataFrame) -> dict[str, str]:
    """By source_id, the voice behind each source: its family, else its publisher; empty where nobody says who
    publishes. Sources with one address are one page, and so one voice, whatever their ids and families."""
    found: dict[str, str] = {}
    of_page: dict[str, str] = {}
    columns = ("source_id", "family", "publisher", "url")
    rows = list(zip(*(sources[name] for name in columns), strict=True))
    for _, family, publisher, url in rows:
        page, voice = address(url), _voice(family) or _voice(publisher)
        if page and voice:
            of_page.setdefault(page, voice)
    for one, family, publisher, url in rows:
        found[one] = of_page.get(address(url), "") or _voice(family) or _voice(publisher)
    return found


def _voice(name: str) -> str:
    """A name of a publisher or a family without what writers vary: case, spaces, marks."""
    folded = re.sub(r"[\W_]+", "", name.casefold())
    return "" if folded in _NOBODY else folded
