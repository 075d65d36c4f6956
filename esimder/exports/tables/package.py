"""The tables of a view as a Frictionless data package: they carry their own description, and can be checked by it."""

from collections.abc import Mapping
from typing import Any

from esimder.exports import licences
from esimder.exports.making import Format, Steps
from esimder.exports.tables.bundle import licence, readme, settings, told, zipped
from esimder.exports.tables.cells import as_json, filled
from esimder.exports.tables.tables import COLUMNS, SHOWN, Tables, counted, table_csv, tables
from esimder.i18n.dictionary import ABOUT
from esimder.record.codes import CODES
from esimder.record.schema import LANGUAGES, TABLES, Column
from esimder.views import citation
from esimder.views.context import Context
from esimder.views.provenance import Imprint, imprint


def _constraints(column: Column) -> dict[str, Any]:
    """What a cell of a column must hold."""
    codes = ["yes", "no"] if column is SHOWN else list(CODES[column.of]) if column.type == "code" else []
    return filled(
        {
            "required": column.filled or None,
            "unique": column.type == "id" or None,
            "enum": codes,
            "pattern": "https?://.+" if column.type == "url" else "",
        }
    )


def _field(context: Context, column: Column) -> dict[str, Any]:
    stem, _, code = column.name.rpartition("_")
    several = code in LANGUAGES
    words = context.say(f"column.{stem if several else column.name}")
    return filled(
        {
            "name": column.name,
            "title": f"{words} ({context.say.tongue(code)})" if several else words,
            "description": column.means,
            "type": "number" if column.type == "number" else "string",
            "example": column.example,
            "constraints": _constraints(column),
        }
    )


def _resource(context: Context, table: str, found: Tables) -> dict[str, Any]:
    keys = [
        {"fields": column.name, "reference": {"resource": column.of, "fields": TABLES[column.of][0].name}}
        for column in TABLES[table]
        if column.type == "ref"
    ]
    return {
        "name": table,
        "path": f"{table}.csv",
        "title": context.say(f"bundle.{table}"),
        "description": ABOUT[table],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "rows": len(found[table]),
        "shown": counted(found[table]),
        "schema": {
            "fields": [_field(context, column) for column in COLUMNS[table]],
            "primaryKey": TABLES[table][0].name,
            "foreignKeys": keys,
            "missingValues": [""],
        },
    }


def described(context: Context, about: Imprint, found: Tables) -> dict[str, Any]:
    """The package's description: the imprint, the licence, the sources, and each table with its columns."""
    pages = [(one, context.directory.row("sources", one)) for one in about.sources]
    stated = {"name": licences.code(about.licence), "path": licences.address(about.licence), "title": about.licence}
    return filled(
        {
            "profile": "tabular-data-package",
            "name": about.stem,
            "title": about.title,
            "description": "\n".join(told(about)),
            "question": about.question,
            "as_of": about.as_of.isoformat(),
            "version": about.version,
            "changed": about.changed.isoformat() if about.changed else "",
            "shown": {table: {"shown": one, "total": whole} for table, (one, whole) in about.shown.items()},
            "citation": about.citation,
            "homepage": about.link,
            "licenses": [filled(stated)] if stated["name"] else [],
            "licence": about.licence,
            "sources": [filled({"title": citation.source(context, one), "path": row["url"]}) for one, row in pages],
            "resources": [_resource(context, table, found) for table in TABLES],
        }
    )


def make(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    """The five tables with a description that machines read, as a zip."""
    yield "step.tables"
    found, about = tables(context), imprint(context, origin)
    yield "step.file"
    files = {
        "datapackage.json": as_json(described(context, about, found)),
        "README.txt": readme(context, about, found),
        "LICENSE.txt": licence(context, about),
        "record.toml": settings(context, about),
        **{f"{table}.csv": table_csv(table, rows) for table, rows in found.items()},
    }
    return zipped(f"{about.stem}-{context.say.code}-package", files, about)


FORMAT = Format("package", "zip", "application/zip", make)
