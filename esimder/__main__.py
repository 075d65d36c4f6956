"""The command `esimder`: alone it shows the shipped record, `esimder serve FOLDER` another one."""

import argparse
from importlib.metadata import version
from pathlib import Path


def _serve(options: argparse.Namespace) -> None:
    from esimder.server.serve import serve  # no other command waits for Streamlit

    serve(options.folder, options.host, options.port)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser("esimder", description="A dashboard of a human-rights record.")
    parser.add_argument("--version", action="version", version=version("esimder"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    serve = commands.add_parser("serve", help="open a record in the browser (the default)")
    serve.add_argument("folder", type=Path, nargs="?", help="the folder of the record; without it the shipped one")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
    serve.add_argument("--port", default=8501, type=int, help="the port to listen on (%(default)s)")
    serve.set_defaults(run=_serve)

    options = parser.parse_args()
    if not hasattr(options, "run"):
        options = parser.parse_args(["serve"])
    options.run(options)


if __name__ == "__main__":
    main()
