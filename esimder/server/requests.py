"""What a request asks of the server, and how one is refused in plain words."""

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from esimder.i18n.language import spoken
from esimder.views.context import PAGES


def query(request: Request) -> dict[str, list[str]]:
    """The query of the view; what is about the request and not the view has names with `_` before them."""
    found: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        if not key.startswith("_"):
            found.setdefault(key, []).append(value)
    return found


def last(query: bytes, name: str) -> str:
    """The last value that the query of an address, as bytes, gives a name; empty if it gives none."""
    return parse_qs(query.decode("latin-1")).get(name, [""])[-1]


def path(request: Request) -> str:
    """The page of the view, the first one if it is none of ours."""
    asked = request.query_params.get("_path", "")
    return asked if asked in PAGES else ""


def origin(request: Request) -> str:
    """Where this server stands, as the one who asks calls it; nobody else can be sure to find it there."""
    return str(request.base_url).rstrip("/")


def nothing() -> Response:
    """What is told where there is nothing of ours."""
    return PlainTextResponse("", status_code=404)


def refused(request: Request, key: str, status: int) -> Response:
    """A refusal in the language of the address."""
    say = spoken(request.query_params.get("lang", ""), None)
    return PlainTextResponse(say(key), status_code=status)
