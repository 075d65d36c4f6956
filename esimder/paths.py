"""Where the files of the product lie: the one place that knows the layout of the folders."""

from pathlib import Path

PACKAGE = Path(__file__).parent
ROOT = PACKAGE.parent
DATA = ROOT / "data"
GEO = DATA / "geo"
FONTS = PACKAGE / "fonts"
LOCALES = PACKAGE / "i18n" / "locales"
TEMPLATES = PACKAGE / "templates"
WEB = PACKAGE / "web"
