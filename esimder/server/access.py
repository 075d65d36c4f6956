"""The doors of the server: who is let in, by which name and way, with how much; and the headers of every answer.

What whoever runs the server may open further, each in an environment variable: ESIMDER_HOSTS, more names that the
server answers to; ESIMDER_FRAMES, the origins that may show a view in a frame; ESIMDER_PROXY, the addresses of proxies
whose word on who asks is taken. Several are parted by spaces or commas.
"""

import os
import re
from collections.abc import Collection
from functools import cache
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Scope

from esimder.i18n.language import Language, spoken
from esimder.server import pages, records, requests, shell
from esimder.views import page

MOST, LONGEST = 200, 8_192  # parameters of an address, and bytes of its query
LOOPBACK = ("127.0.0.1", "localhost", "::1")
KEPT = ("/web/", "/static/", "/_stcore/")  # the same for everybody: a browser may keep it
_ORIGIN = re.compile(r"\*|'self'|https?://[\w.*-]+(:(\d+|\*))?", re.ASCII)
FORBIDDEN = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def _set(name: str) -> list[str]:
    return [one for one in re.split(r"[\s,]+", os.environ.get(name, "")) if one]


def frames() -> tuple[str, ...]:
    """The origins whose pages may show a view in a frame; what is no origin would open the policy and is left out."""
    return tuple(one for one in _set("ESIMDER_FRAMES") if _ORIGIN.fullmatch(one))


def proxies() -> str:
    """The addresses of the proxies that are trusted to say who asks, as uvicorn takes them; empty for none."""
    return ",".join(_set("ESIMDER_PROXY"))


def _named(host: str) -> str:
    """The name in a Host header, without port and brackets; empty for what is no host."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _known_host(scope: Scope) -> bool:
    """Whether every name that a request calls this server is one of its own: a page of another name that leads here
    could read everything that a browser on this machine may read."""
    asked = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    public = urlsplit(records.address()).netloc
    known = {*LOOPBACK, *(_named(one) for one in (public, *_set("ESIMDER_HOSTS")))} - {""}
    return all(_named(host) in known for host in asked)


def _is_open(path: str, ours: Collection[str]) -> bool:
    if pages.is_page(path) or path in shell.OPEN or path.startswith(shell.OPEN_FOLDERS):
        return True
    return f"/{path[1:].partition('/')[0]}" in ours


def _say(scope: Scope) -> Language:
    wanted = dict(scope.get("headers", ())).get(b"accept-language", b"").decode("latin-1")
    return spoken(requests.last(scope["query_string"][:LONGEST], "lang"), re.split("[,;]", wanted)[0].strip() or None)


def refusal(scope: Scope, ours: Collection[str]) -> Response | None:
    """Why a request is not let in, in its own language; None where it is. `ours` are the first parts of our routes."""
    if len(scope["query_string"]) > LONGEST or scope["query_string"].count(b"&") >= MOST:
        return PlainTextResponse(_say(scope)("door.too_long"), 414)
    if not _known_host(scope):
        return PlainTextResponse(_say(scope)("door.host"), 421)
    if not _is_open(scope["path"], ours):
        return HTMLResponse(page.nowhere(_say(scope)), 404)
    return None


def may_open(scope: Scope) -> bool:
    """Whether a socket is opened: the one of the page, by a name of this server and for a page of this server.

    For a page of another origin Streamlit would ask a host outside for the address of this machine.
    """
    sent = scope.get("headers", ())
    hosts, origins = ([value.decode("latin-1") for key, value in sent if key == name] for name in (b"host", b"origin"))
    same = all(origin.partition("://")[2] in hosts for origin in origins)
    return bool(scope["path"] == shell.SOCKET) and same and _known_host({"headers": (), **scope})


@cache
def policy(framed: tuple[str, ...] = ()) -> str:
    """The Content-Security-Policy: nothing from or to any other host; the shell's one inline script by its hash.

    Only a view that was asked for as a frame may stand in another page, one of the origins `framed`.
    """
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' {shell.inline_hashes()}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "media-src": "'self'",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "frame-src": "'none'",
        "frame-ancestors": " ".join(framed) or "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers(scope: Scope, policy: str, sent: Collection[bytes]) -> list[tuple[bytes, bytes]]:
    """The headers that an answer gets, beside those of which the names were `sent`."""
    # What another page may load of ours is the script that makes its frame as high as our view.
    shared = scope["path"] == "/web/embed.js" and bool(frames())
    found = [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"cross-origin" if shared else b"same-origin"),
        (b"permissions-policy", FORBIDDEN.encode()),
    ]
    if b"cache-control" not in sent and not scope["path"].startswith(KEPT):
        found.append((b"cache-control", b"no-store"))
    return found
