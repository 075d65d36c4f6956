"""The desk where files are asked for and handed out: what is offered for a view, errands and how they stand."""

from collections.abc import Mapping
from html import escape
from ipaddress import ip_address, ip_network
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from esimder.exports.pictures.charts import OF_PERSON
from esimder.exports.queue import Errand, Errands
from esimder.exports.registry import FORMATS, GROUPS
from esimder.record.load import Record
from esimder.server import access, records, requests
from esimder.views import page
from esimder.views.context import Context

_begun: dict[Record, Errands] = {}
_lock = Lock()


def running(record: Record) -> Errands:
    """The errands of this server for one record; they are begun when they are first asked for, and end with `close`."""
    with _lock:
        if record not in _begun:
            _begun[record] = Errands(record)
        return _begun[record]


def close() -> None:
    """End every errand and every process that waits for one: nothing outlives the server."""
    with _lock:
        ending = list(_begun.values())
        _begun.clear()
    for errands in ending:
        errands.close()


async def _running() -> Errands:
    # The record may have to be loaded first, and its copy for the errands written.
    return await run_in_threadpool(lambda: running(records.record(records.folder())))


async def offer(request: Request) -> Response:
    """What a view can be taken away as. Who looks at it is about to ask, so a process gets ready."""
    context = await run_in_threadpool(records.context_for, requests.path(request), requests.query(request), None)
    await run_in_threadpool((await _running()).warm)
    public = context.record.settings.address
    code = _embedding(context, public or requests.origin(request)) if access.frames() else ""
    offered = {"groups": GROUPS, "of_person": OF_PERSON, "path": context.path, "embed": code, "public": public}
    return HTMLResponse(await run_in_threadpool(page.part, "take.html", context, **offered))


def _embedding(context: Context, origin: str) -> str:
    """The lines of HTML that show a view in somebody else's page."""
    address = origin + context.href(lang=context.say.code)
    title = context.record.settings.title[context.say.code] or context.say("name")
    home = escape(origin)
    return (
        f'<iframe src="{escape(address)}&amp;embed=true" title="{escape(title)}" loading="lazy" '
        f'style="width:100%;height:720px;border:0"></iframe>\n<script src="{home}/web/embed.js" async></script>'
    )


def _question(request: Request, code: str) -> Mapping[str, Any]:
    return {
        "format": code,
        "path": requests.path(request),
        "query": requests.query(request),
        "origin": records.record(records.folder()).settings.address,
        "choices": {name: request.query_params.get(f"_{name}", "") for name in FORMATS[code].choices},
    }


def _ours(request: Request) -> bool:
    """Whether our own page asks, and not another one that a reader has open."""
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _client(request: Request) -> str:
    """Who asks, as far as it can be told: the other end of the line, or whom a trusted proxy names (see doors). Of a
    long address the half that is one subscriber's."""
    host = request.client.host if request.client else ""
    try:
        asks = ip_address(host)
    except ValueError:
        return host
    return host if asks.version == 4 else str(ip_network(f"{asks}/64", strict=False))


async def begin(request: Request) -> Response:
    """Set out for a file and say by which token it is known; with GET, wait for it and hand it out."""
    code = request.path_params["code"]
    if code not in FORMATS or not _ours(request):
        return requests.nothing()
    question = _question(request, code)
    if question["choices"].get("chart") in OF_PERSON and len(question["query"].get("person", ())) != 1:
        return requests.refused(request, "errand.of_person", 400)
    errands, who = await _running(), _client(request)
    if errands.full(who):
        return requests.refused(request, "errand.full", 429)
    errand = errands.begin(question, who)
    if request.method == "POST":
        return JSONResponse(errand.told())
    await errands.ended(errand)
    return _file(request, errand)


def _file(request: Request, errand: Errand) -> Response:
    if errand.state != "done":
        return requests.refused(request, "errand.failed", 503)
    return FileResponse(errand.to, media_type=errand.media, filename=errand.name)


async def errand(request: Request) -> Response:
    """How an errand stands; with DELETE, it is given up."""
    errands = await _running()
    found = errands.find(request.path_params["token"])
    if found is None or not _ours(request):
        return requests.nothing()
    if request.method == "DELETE":
        errands.cancel(found)
    return JSONResponse(found.told())


async def hand_out(request: Request) -> Response:
    """The file of an errand that is done."""
    found = (await _running()).find(request.path_params["token"])
    return _file(request, found) if found else requests.nothing()


ROUTES = [
    Route("/take", offer),
    Route("/take/{code}", begin, methods=["GET", "POST"]),
    Route("/errand/{token}", errand, methods=["GET", "DELETE"]),
    Route("/errand/{token}/file", hand_out),
]
