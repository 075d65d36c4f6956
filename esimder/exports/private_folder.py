"""A private folder for files of this server: it goes with the server, or at the next start if the server was killed."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PREFIX, CLAIM = "esimder-", "held"


class PrivateFolder:
    """A new temporary folder. A lock on the file CLAIM shows that its server lives: it ends with the process."""

    def __init__(self) -> None:
        _remove_abandoned()
        self._folder = tempfile.TemporaryDirectory(prefix=PREFIX)
        self.path = Path(self._folder.name)
        self._claim = open(self.path / CLAIM, "wb", opener=_private)  # noqa: SIM115 (held as long as the folder)
        if sys.platform != "win32":
            fcntl.flock(self._claim, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def write(self, name: str, content: bytes) -> Path:
        """Writes a new file and returns its path."""
        with open(self.path / name, "xb", opener=_private) as file:
            file.write(content)
        return self.path / name

    def close(self) -> None:
        """Removes the folder with all its files."""
        self._claim.close()
        self._folder.cleanup()


def _private(path: str, flags: int) -> int:
    """Opens a file that no other user of this machine can read."""
    return os.open(path, flags, 0o600)


def _abandoned(folder: Path) -> bool:
    """Whether the server that made this folder is gone."""
    try:
        with (folder / CLAIM).open("rb") as claim:
            if sys.platform == "win32":
                return True
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return folder.stat().st_uid == os.getuid()
    except OSError:  # a living server holds the lock, or the folder is not ours
        return False


def _remove_abandoned() -> None:
    """Removes the folders of killed servers: each holds a whole record."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)
