"""TypeScript reads the scripts of the browser's half: each name, property and argument that they use exists."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house import OWN_WEB, ROOT

COMPILER = ROOT / ".venv" / "share" / "typescript" / "package" / "lib" / "tsc.js"  # see tests/install_browser.sh
OPTIONS = (
    "--allowJs --checkJs --noEmit --pretty false --target es2022 --lib es2023,dom,dom.iterable"
    " --module esnext --moduleResolution bundler"
)


def faults(*paths: str) -> list[str]:
    """What the compiler finds wrong in scripts of ours; those of others are read only for what they offer."""
    command = ["node", str(COMPILER), *OPTIONS.split(), *paths]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120).stdout
    return [line for line in output.splitlines() if "error TS" in line and "esimder/web/vendor/" not in line]


needs_typescript = pytest.mark.skipif(
    not (COMPILER.exists() and shutil.which("node")),
    reason="TypeScript is not here: sh tests/install_browser.sh typescript",
)


@needs_typescript
def test_every_script_uses_only_what_exists() -> None:
    assert faults("tests/javascript.d.ts", *(str(path.relative_to(ROOT)) for path in OWN_WEB)) == []


@needs_typescript
def test_a_name_that_does_not_exist_is_seen(tmp_path: Path) -> None:
    script = tmp_path / "wrong.js"
    script.write_text("export const width = document.bodi.clientWidth;\n", "utf-8")
    assert [fault.partition("error ")[2][:6] for fault in faults(str(script))] == ["TS2339"]
