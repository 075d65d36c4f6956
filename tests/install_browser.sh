#!/bin/sh
# Finds a Chromium for the browser tests, or installs one: from Debian's packages as root there, else Playwright's own.
set -eu
PYTHON=${PYTHON:-python3}

found() {
  test -x "${CHROMIUM_PATH:-}" || command -v chromium || command -v chromium-browser || command -v google-chrome ||
    "$PYTHON" -c 'if True:
      from pathlib import Path
      from playwright.sync_api import sync_playwright
      with sync_playwright() as playwright:
          raise SystemExit(not Path(playwright.chromium.executable_path).exists())'
} >/dev/null 2>&1

found && exit 0
if test "$(id -u)" = 0 && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
else
  "$PYTHON" -m playwright install chromium
fi
found || { echo "No Chromium: install one, or name it in CHROMIUM_PATH" >&2; exit 1; }
