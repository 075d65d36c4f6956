#!/bin/sh
# Finds what the browser tests need, or installs it: a Chromium, and what else is named, `firefox`, `axe` and `typescript`.
# From Debian's packages as root there; else Chromium comes from Playwright, and the others are told to be missing.
set -eu
PYTHON=${PYTHON:-python3}
AXE=4.14.1
AXE_SHA512=FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==
TYPESCRIPT=5.9.3
TYPESCRIPT_SHA512=jl1vZzPDinLr9eUt3J/t7V6FgNEw9QjvBPdysz9KfQDD41fQrC2Y4vKQdiaUpFT4bXlb1RHhLpp8wtm6M5TgSw==

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

# fetched NAME VERSION SHA512 FOLDER: a package of npm, unpacked only if it is, to the last bit, the one that was looked at.
fetched() {
  test -f "$4/$1-$2.tgz.good" && return
  command -v npm >/dev/null || debian npm || { echo "No npm: the test that $1 makes is left out" >&2; return 1; }
  mkdir -p "$4"
  (cd "$4" && npm pack --silent "$1@$2" >/dev/null) ||
    { echo "$1 could not be fetched: the test that it makes is left out" >&2; return 1; }
  "$PYTHON" - "$4/$1-$2.tgz" "$3" <<'PYTHON' || exit 1
import base64, hashlib, pathlib, sys, tarfile
package, wanted = sys.argv[1:]
if base64.b64encode(hashlib.sha512(pathlib.Path(package).read_bytes()).digest()).decode() != wanted:
    raise SystemExit(f"{package} is not the package that these tests know: its SHA-512 differs")
with tarfile.open(package) as packed:
    packed.extractall(pathlib.Path(package).parent, filter="data")
pathlib.Path(package + ".good").touch()
PYTHON
}

axe() {
  ! fetched axe-core "$AXE" "$AXE_SHA512" .venv/share/axe-core || cp .venv/share/axe-core/package/axe.min.js .venv/share/axe-core/
}

typescript() {
  fetched typescript "$TYPESCRIPT" "$TYPESCRIPT_SHA512" .venv/share/typescript || true
}

chromium
for wanted in "$@"; do "$wanted"; done
