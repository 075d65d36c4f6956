"""What the server answers beside Streamlit's pages: routes, the headers of every answer, and its beginning and end.

`dashboard.py` puts them together with the pages.
"""

import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esimder.figures.map.basemap import base_map
from esimder.figures.palette import THEMES
from esimder.figures.screen import SCREENS
from esimder.i18n.language import language
from esimder.paths import WEB
from esimder.record.load import BadRecord
from esimder.record.schema import LANGUAGES
from esimder.server import access, downloads, pages, records, requests, shell
from esimder.views import page, search_results
from esimder.views.context import MENUS
from esimder.views.device import device

LONGEST = 1_000_000  # bytes of a posted draft


class Headers:
    """Lets in what is ours, sends the headers with every answer, and completes Streamlit's shell."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "websocket":
            if access.may_open(scope):
                await self.app(scope, shell.filtered(receive), send)
            else:
                await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif refused := access.refusal(scope, OURS):
            await refused(scope, receive, _adding(scope, send))
        elif pages.is_page(scope["path"]):
            framed = requests.last(scope["query_string"], "embed") == "true"
            await self.app(shell.whole(scope), receive, shell.completing(scope, _adding(scope, send, framed)))
        else:
            await self.app(scope, receive, _adding(scope, send))


def _adding(scope: Scope, send: Send, framed: bool = False) -> Send:
    """Sends our headers with an answer."""
    policy = access.policy(access.frames() if framed else ())

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            sent = [*message["headers"]]
            message["headers"] = [*sent, *access.headers(scope, policy, {name for name, _ in sent})]
        await send(message)

    return sending


@lru_cache
def _ground(code: str, theme: str, screen: Any) -> bytes:
    drawn = base_map(language(code), THEMES[theme], screen)
    return drawn.to_json().encode()


async def ground(request: Request) -> Response:
    """The ground layer of the map as Plotly JSON, by language, theme and screen; the browser may keep it for a day."""
    code, theme, screen = (request.path_params[name] for name in ("code", "theme", "screen"))
    if code not in LANGUAGES or theme not in THEMES or screen not in SCREENS:
        return requests.nothing()
    drawn = await run_in_threadpool(_ground, code, theme, screen)
    return Response(drawn, media_type="application/json", headers={"cache-control": "max-age=86400"})


async def menu(request: Request) -> Response:
    """What a menu of the filter line offers, for which the browser asks when it is first opened."""
    code, name = request.path_params["code"], request.path_params["name"]
    if code not in LANGUAGES or name not in MENUS:
        return requests.nothing()
    query = {"lang": [code], "as_of": request.query_params.getlist("as_of")}
    return HTMLResponse(await run_in_threadpool(lambda: page.menu(records.context_for("", query, None), name)))


async def view(request: Request) -> Response:
    """The next view of an open page, as JSON; `_screen` and `_theme` name the device, `_lang` the language for an
    address that names none."""
    path = request.path_params.get("path", "")
    screen, theme = (request.query_params.get(name, "") for name in ("_screen", "_theme"))
    if path not in pages.SCRIPTS or screen not in SCREENS or theme not in THEMES:
        return requests.nothing()
    body = await _body(request)
    if body is None:
        return requests.refused(request, "fault.too_long", 413)
    posted, locale = body.decode("utf-8", "replace"), request.query_params.get("_lang")
    query, seen = requests.query(request), device(screen, theme)
    payload = await run_in_threadpool(lambda: pages.answer(pages.function(path), path, query, seen, posted, locale))
    answer = JSONResponse(payload)
    return _packed(answer) if "gzip" in request.headers.get("accept-encoding", "") else answer


async def _body(request: Request) -> bytes | None:
    """What a browser posts, or None if it is too long to be a story."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            return None
    return body


def _packed(answer: Response) -> Response:
    """An answer as gzip, at the level that takes no time; the one that the server would take costs more than a page."""
    headers = {"content-encoding": "gzip", "vary": "accept-encoding"}
    return Response(gzip.compress(bytes(answer.body), 1), media_type=answer.media_type, headers=headers)


async def search(request: Request) -> Response:
    """The hits of the search box as JSON, by group, each with what matched and where it leads from this view."""
    path, query, asked = requests.path(request), requests.query(request), request.query_params.get("_q", "")
    return JSONResponse(
        await run_in_threadpool(lambda: search_results.found(records.context_for(path, query, None), asked[:200]))
    )


async def healthz(_: Request) -> Response:
    """Whether there is a record to show: 200 with one, 503 without."""
    ready = await run_in_threadpool(records.ready)
    return PlainTextResponse("ok" if ready else "no record", 200 if ready else 503)


async def faulty(request: Request, _: Exception) -> Response:
    """What is told where a file or a part of a page is asked for and the record does not hold; the pages list why."""
    return requests.refused(request, "fault.title", 503)


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """The record is loaded before anybody asks, and no process outlives the server."""
    await run_in_threadpool(records.begin)
    try:
        yield
    finally:
        await run_in_threadpool(downloads.close)


ROUTES: list[Mount | Route] = [
    Mount("/web", StaticFiles(directory=WEB)),
    Route("/view/{path}", view, methods=["GET", "POST"]),
    Route("/view/", view),
    *downloads.ROUTES,
    Route("/search", search),
    Route("/menu/{code}/{name}", menu),
    Route("/ground/{code}/{theme}/{screen}.json", ground),
    Route("/healthz", healthz),
]
OURS = {f"/{route.path[1:].partition('/')[0]}" for route in ROUTES}
MIDDLEWARE = [Middleware(Headers)]
HANDLERS = {BadRecord: faulty}
