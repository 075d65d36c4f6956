"""Start the server on the shipped record, or on the folder that is named: `python -m esimder [FOLDER]`."""

import os
import socket
import sys
from pathlib import Path
from typing import Any

from streamlit.web import cli
from streamlit.web.server.starlette import starlette_server

from esimder.server import access

_bind, _settings = starlette_server._bind_socket, starlette_server._get_uvicorn_config_kwargs


def _prompt(address: str, port: int, backlog: int) -> socket.socket:
    """Streamlit's socket, which answers at once.

    Streamlit opens it without naming TCP, so asyncio does not switch off Nagle's wait, and on a connection that is kept
    open each answer of some kilobytes comes 40 ms late.
    """
    bound = _bind(address, port, backlog)
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return bound


def _served() -> dict[str, Any]:
    """Streamlit's settings of its server, which does not say what it is, and takes nobody's word on who asks but that
    of a proxy that was named."""
    trusted = access.proxies()
    return {**_settings(), "server_header": False, "proxy_headers": bool(trusted), "forwarded_allow_ips": trusted}


if __name__ == "__main__":
    folder = next((one for one in sys.argv[1:] if not one.startswith("-") and one), "")
    if folder:
        os.environ["ESIMDER_DATA"] = str(Path(folder).resolve())
    options = [one for one in sys.argv[1:] if one.startswith("-")]
    root = Path(__file__).parent.parent
    os.chdir(root)
    sys.path.insert(0, str(root))
    starlette_server._bind_socket, starlette_server._get_uvicorn_config_kwargs = _prompt, _served
    sys.argv = ["streamlit", "run", str(root / "dashboard.py"), *options]
    cli.main()
