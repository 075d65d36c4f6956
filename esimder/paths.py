"""Where the files of the product lie: the one place that knows the layout of the folders."""

from pathlib import Path

PACKAGE = Path(__file__).parent
# A wheel holds in `app` what stands beside the package in a checkout: the pages, the settings, the shipped record.
ROOT = PACKAGE / "app" if (PACKAGE / "app").is_dir() else PACKAGE.parent
DATA = ROOT / "data"
GEO = DATA / "geo"
FONTS = PACKAGE / "fonts"
LOCALES = PACKAGE / "i18n" / "locales"
TEMPLATES = PACKAGE / "templates"
WEB = PACKAGE / "web"
