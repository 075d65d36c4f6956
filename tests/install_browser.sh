#!/bin/sh
# Finds what the browser tests need, or installs it: a Chromium, and what else is named, `firefox` and `axe`.
# From Debian's packages as root there; else Chromium comes from Playwright, and the others are told to be missing.
set -eu
PYTHON=${PYTHON:-python3}
AXE=4.14.1
AXE_SHA512=FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==
AXE_FILE=.venv/share/axe-core/axe.min.js

debian() {
  test "$(id -u)" = 0 && command -v apt-get >/dev/null || return 1
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

chromium_found() {
  test -x "${CHROMIUM_PATH:-}" || command -v chromium || command -v chromium-browser || command -v google-chrome ||
    "$PYTHON" -c 'if True:
      from pathlib import Path
      from playwright.sync_api import sync_playwright
      with sync_playwright() as playwright:
          raise SystemExit(not Path(playwright.chromium.executable_path).exists())'
} >/dev/null 2>&1

chromium() {
  chromium_found || debian chromium fonts-dejavu-core || "$PYTHON" -m playwright install chromium
  chromium_found || { echo "No Chromium: install one, or name it in CHROMIUM_PATH" >&2; exit 1; }
}

firefox() {
  test -x "${FIREFOX_PATH:-}" || command -v firefox-esr >/dev/null || command -v firefox >/dev/null || debian firefox-esr ||
    echo "No Firefox: its test is left out. Install one, or name it in FIREFOX_PATH" >&2
}

# The package is taken only if it is, to the last bit, the one that was looked at.
axe() {
  test -f "$AXE_FILE" && grep -q "axe v$AXE" "$AXE_FILE" && return
  command -v npm >/dev/null || debian npm || { echo "No npm: the test that axe-core makes is left out" >&2; return; }
  mkdir -p "$(dirname "$AXE_FILE")"
  (cd "$(dirname "$AXE_FILE")" && npm pack --silent "axe-core@$AXE" >/dev/null) ||
    { echo "axe-core could not be fetched: the test that it makes is left out" >&2; return; }
  "$PYTHON" - "$(dirname "$AXE_FILE")/axe-core-$AXE.tgz" "$AXE_SHA512" "$AXE_FILE" <<'PYTHON'
import base64, hashlib, pathlib, sys, tarfile
package, wanted, file = sys.argv[1:]
if base64.b64encode(hashlib.sha512(pathlib.Path(package).read_bytes()).digest()).decode() != wanted:
    raise SystemExit(f"{package} is not the axe-core that these tests know: its SHA-512 differs")
with tarfile.open(package) as packed:
    pathlib.Path(file).write_bytes(packed.extractfile("package/axe.min.js").read())
PYTHON
}

chromium
for wanted in "$@"; do "$wanted"; done
