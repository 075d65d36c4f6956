"""HTTP routes for exports: list the formats of a view, start a job, report its progress, cancel it, send the file."""

from html import escape
from ipaddress import ip_address, ip_network
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from esimder.exports.making import Format, made
from esimder.exports.pictures.charts import OF_PERSON
from esimder.exports.queue import Job, JobQueue
from esimder.exports.registry import FORMATS, GROUPS, LINKED
from esimder.exports.worker import ExportRequest
from esimder.record.load import Record
from esimder.server import access, records, requests
from esimder.views import page
from esimder.views.context import Context

_queues: dict[Record, JobQueue] = {}
_lock = Lock()


def queue_of(record: Record) -> JobQueue:
    """The queue of this server for one record, made when it is first needed."""
    with _lock:
        if record not in _queues:
            _queues[record] = JobQueue(record)
        return _queues[record]


def close() -> None:
    """End every job and every process of every queue."""
    with _lock:
        queues = list(_queues.values())
        _queues.clear()
    for queue in queues:
        queue.close()


async def _queue() -> JobQueue:
    # The record may have to be loaded first, and its copy for the workers written.
    return await run_in_threadpool(lambda: queue_of(records.record(records.folder())))


async def offer(request: Request) -> Response:
    """The formats of a view. A reader who opens this menu is about to choose one, so a process starts."""
    context = await run_in_threadpool(records.context_for, requests.path(request), requests.query(request), None)
    await run_in_threadpool((await _queue()).warm)
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


def _export_request(request: Request, code: str) -> ExportRequest:
    return ExportRequest(
        code,
        requests.path(request),
        requests.query(request),
        records.record(records.folder()).settings.address,
        {name: request.query_params.get(f"_{name}", "") for name in FORMATS[code].choices},
    )


def _ours(request: Request) -> bool:
    """Whether the request comes from our own page and not from another site."""
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _client(request: Request) -> str:
    """The client's address (see access for trusted proxies); of an IPv6 address the half that is one subscriber's."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return host if address.version == 4 else str(ip_network(f"{address}/64", strict=False))


async def start(request: Request) -> Response:
    """Start a job and answer with its token; with GET, wait for the file and send it."""
    code = request.path_params["code"]
    if code in LINKED:
        return await run_in_threadpool(_quick, request, LINKED[code])
    if code not in FORMATS or not _ours(request):
        return requests.nothing()
    export = _export_request(request, code)
    if export.choices.get("chart") in OF_PERSON and len(export.query.get("person", ())) != 1:
        return requests.refused(request, "job.of_person", 400)
    queue, client = await _queue(), _client(request)
    if queue.full(client):
        return requests.refused(request, "job.full", 429)
    job = queue.start(export, client)
    if request.method == "POST":
        return JSONResponse(job.status())
    await queue.wait(job)
    return _file(request, job)


def _quick(request: Request, kind: Format) -> Response:
    """A file that is made within the request."""
    context = records.context_for("", requests.query(request), None)
    headers = {"content-disposition": f"attachment; filename={kind.file_name(context, {})}"}
    return Response(made(kind.make(context, "", {})), media_type=kind.media, headers=headers)


def _file(request: Request, job: Job) -> Response:
    if job.state != "done":
        return requests.refused(request, "job.failed", 503)
    return FileResponse(job.file, media_type=job.media, filename=job.name)


async def job_status(request: Request) -> Response:
    """The progress of a job; with DELETE, it is cancelled."""
    queue = await _queue()
    job = queue.find(request.path_params["token"])
    if job is None or not _ours(request):
        return requests.nothing()
    if request.method == "DELETE":
        queue.cancel(job)
    return JSONResponse(job.status())


async def send_file(request: Request) -> Response:
    """The file of a job that is done."""
    job = (await _queue()).find(request.path_params["token"])
    return _file(request, job) if job else requests.nothing()


ROUTES = [
    Route("/take", offer),
    Route("/take/{code}", start, methods=["GET", "POST"]),
    Route("/job/{token}", job_status, methods=["GET", "DELETE"]),
    Route("/job/{token}/file", send_file),
]
