"""Start the server on the shipped record, or on the folder that is named: `python -m esimder [FOLDER]`."""

import os
import sys
from pathlib import Path

from streamlit.web import cli

if __name__ == "__main__":
    folder = next((one for one in sys.argv[1:] if not one.startswith("-") and one), "")
    if folder:
        os.environ["ESIMDER_DATA"] = str(Path(folder).resolve())
    options = [one for one in sys.argv[1:] if one.startswith("-")]
    root = Path(__file__).parent.parent
    os.chdir(root)
    sys.path.insert(0, str(root))
    sys.argv = ["streamlit", "run", str(root / "esimder" / "server.py"), *options]
    cli.main()
