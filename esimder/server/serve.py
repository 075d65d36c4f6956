"""Starting the server."""

import logging
import os
from pathlib import Path

import uvicorn

from esimder.paths import ROOT
from esimder.server import access

LONGEST_MESSAGE = 1_000_000  # bytes of one message on the socket: a page says little


def _concerns_the_operator(entry: logging.LogRecord) -> bool:
    """Where the server is and what goes wrong; never who reads about whom."""
    return entry.levelno > logging.INFO or str(entry.msg).startswith("Uvicorn running")


def serve(folder: Path | None, host: str, port: int) -> None:
    """Serve the record of a folder, or the shipped one, until the process is ended.

    The server does not say what it is, and takes nobody's word on who asks but that of a proxy that was named.
    """
    if folder:
        os.environ["ESIMDER_DATA"] = str(folder.resolve())
    for name in ("uvicorn.access", "uvicorn.error"):  # by their names: Streamlit gives them handlers of its own
        logging.getLogger(name).addFilter(_concerns_the_operator)
    trusted = access.proxies()
    uvicorn.run(
        "dashboard:app",
        app_dir=str(ROOT),
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=trusted,
        ws_max_size=LONGEST_MESSAGE,
        ws_per_message_deflate=False,
    )
