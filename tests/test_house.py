"""The rules of the house: which floor may know which, how large a room may be, and that data is never code."""

import ast
import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import esimder
from esimder.record import codes
from tests.house import LIBRARY, OWN_WEB, PAGES, ROOT, SCRIPTS, TEMPLATES, TESTS, VENDORED, parsed

STYLES = [
    *(ROOT / f"esimder/web/{name}.css" for name in ("view", "present")),
    ROOT / "esimder/exports/single/single.css",
]
PLAN = re.findall(r"^(\w+)/?  +\S", esimder.__doc__ or "", re.MULTILINE)
KNOWS = {"streamlit": {"server"}, "plotly": {"figures"}}
# What the app asks of Streamlit. Almost everything else reads Markdown, which loads pictures from anywhere.
ASKED = {
    "App",
    "__file__",
    "components",
    "context",
    "query_params",
    "set_page_config",
    "stop",
}
READS = {"open", "read", "read_text", "read_bytes", "read_csv", "load", "loads", "glob", "rglob", "iterdir"}
# Figures that take words of the record; each lets them through escape.html_escape.
WORDED = ("timeline/timeline", "timeline/titles", "map/traces", "map/legend", "network/network")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def floor(path: Path) -> str:
    """The floor of the library that a file belongs to, or nothing for a page."""
    parts = path.relative_to(ROOT).parts
    return parts[1].removesuffix(".py") if parts[0] == "esimder" else ""


def imports(path: Path) -> set[str]:
    """The whole names of all modules that a file imports, wherever it does."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@cache
def code(path: Path) -> list[str]:
    """The lines of a file that hold more than brackets."""
    return [line for line in path.read_text("utf-8").splitlines() if line.strip("()[]{}, \t")]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(parsed(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def lines(node: ast.AST) -> set[int]:
    """The lines on which something of a function stands; a table of settings counts as one."""
    own = {node.lineno} if isinstance(node, (ast.stmt, ast.expr)) else set()
    inner = () if isinstance(node, ast.Dict) else ast.iter_child_nodes(node)
    return own.union(*(lines(child) for child in inner))


def test_every_module_stands_once_in_the_floor_plan() -> None:
    assert len(PLAN) == len(set(PLAN)) > 10
    assert set(PLAN) == {floor(path) for path in LIBRARY} - {"__init__", "__main__"}


@pytest.mark.parametrize("path", LIBRARY, ids=named)
def test_a_floor_knows_only_the_floors_below_it(path: Path) -> None:
    own = floor(path)
    below = set(PLAN[: PLAN.index(own)] if own in PLAN else PLAN if own == "__main__" else ())
    known = {name.split(".")[1] for name in imports(path) if name.startswith("esimder.")}
    assert known - {own} <= below, f"{sorted(known - {own} - below)} stand above {own}"


@pytest.mark.parametrize("path", LIBRARY, ids=named)
@pytest.mark.parametrize("library", KNOWS)
def test_a_library_is_known_to_its_own_floor_only(library: str, path: Path) -> None:
    if any(name.split(".")[0] == library for name in imports(path)):
        assert floor(path) in KNOWS[library]


def test_every_library_that_we_import_is_named_where_it_is_asked_for_and_explained() -> None:
    packages = {"PIL": "pillow", "google": "protobuf", "pptx": "python-pptx"}
    imported = {name.split(".")[0] for path in SCRIPTS for name in imports(path)}
    imported -= {*sys.stdlib_module_names, "esimder"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [Requirement(line).name for line in project["dependencies"]]
    assert declared == sorted(packages.get(name, name) for name in imported)
    stack = (ROOT / "docs/STACK.md").read_text("utf-8").lower()
    assert [name for name in declared if name not in stack] == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_knows_neither_files_nor_streamlit_nor_plotly(path: Path) -> None:
    app = {"streamlit"} if path.name == "dashboard.py" else set()  # of which the script asks for nothing but `App`
    assert {name.split(".")[0] for name in imports(path)} <= {"esimder", *app}
    assert len(code(path)) <= 60


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_streamlit_is_asked_for_nothing_that_reads_markdown(path: Path) -> None:
    asked = {
        node.attr
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st"
    }
    assert asked <= ASKED


@pytest.mark.parametrize("path", [*SCRIPTS, *TEMPLATES], ids=named)
def test_nothing_goes_around_the_escaping(path: Path) -> None:
    text = path.read_text("utf-8")
    bypass = r"unsafe_allow|\|\s*safe\b|Markup\(|autoescape\s*=\s*False|%-?\s*autoescape|__html__|\.unescape\("
    assert not re.search(bypass, text)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_nothing_is_evaluated_and_nothing_is_printed(path: Path) -> None:
    called = {
        node.func.id
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"eval", "exec", "compile", "__import__", "print", "globals"}


def test_html_enters_the_page_in_one_place() -> None:
    entries = [
        (path.name, line.strip())
        for path in OWN_WEB
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|srcdoc", line)
    ]
    assert entries == [("html.js", "holder.innerHTML = html;")]


@pytest.mark.parametrize("path", OWN_WEB, ids=named)
def test_the_browsers_half_evaluates_nothing_and_asks_no_other_host(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\beval\(|new Function|setTimeout\(\s*[\"'`]|https?://|\bimport\(\s*[\"'`](?!\.)", text)


def test_a_script_of_others_is_to_the_last_bit_the_one_that_its_version_names() -> None:
    scripts = tomllib.loads((VENDORED / "VERSIONS.toml").read_text("utf-8"))
    licences = {script["licence_file"] for script in scripts.values()}
    assert {path.name for path in VENDORED.iterdir()} == {"VERSIONS.toml", *scripts, *licences}
    for name, script in scripts.items():
        assert hashlib.sha256((VENDORED / name).read_bytes()).hexdigest() == script["sha256"], name
        package, version = script["package"], script["version"]
        assert script["url"] == f"https://registry.npmjs.org/{package}/-/{package}-{version}.tgz"


@pytest.mark.parametrize("path", [*TEMPLATES, *STYLES], ids=named)
def test_no_template_or_style_asks_another_host(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"https?://|src\s*=\s*[\"']?//|@import|\bon\w+\s*=\s*[\"']|<script|javascript:", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_can_be_read_without_scrolling_sideways(path: Path) -> None:
    wide = [number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if len(line) > 160]
    assert wide == []


@pytest.mark.parametrize("path", STYLES, ids=named)
def test_every_class_of_a_style_sheet_is_given_to_something(path: Path) -> None:
    makers = [*TEMPLATES, *OWN_WEB, *(ROOT / f"esimder/exports/single/single.{ending}" for ending in ("js", "py"))]
    quoted = re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`", "\n".join(maker.read_text("utf-8") for maker in makers))
    given = set(re.findall(r"[a-z][\w-]*", " ".join(quoted))) | {*codes.STATES, "on-words"}
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    ours = {name for name in re.findall(r"\.([a-zA-Z][\w-]*)", rules) if not re.match("st[A-Z]", name)}
    assert ours - given == set()


@pytest.mark.parametrize("name", WORDED)
def test_a_figure_with_words_of_the_record_lets_them_through_the_one_escape(name: str) -> None:
    assert "esimder.record.escape.html_escape" in imports(ROOT / f"esimder/figures/{name}.py")


@pytest.mark.parametrize(
    "path", [path for path in LIBRARY if floor(path) == "figures" and path.name != "geo.py"], ids=named
)
def test_a_figure_reads_nothing_and_escapes_in_one_way(path: Path) -> None:
    assert not {
        name for name in imports(path) if name.split(".")[0] in ("html", "markupsafe", "pathlib", "os", "streamlit")
    }


@pytest.mark.parametrize("path", [*SCRIPTS, *TESTS], ids=named)
def test_no_room_is_too_large(path: Path) -> None:
    assert len(code(path)) <= 300
    large = [f"{one.name}: {length}" for one in functions(path) if (length := len(lines(one))) > 45]
    assert large == []


@pytest.mark.parametrize("path", [*SCRIPTS, *TESTS], ids=named)
def test_every_module_says_what_it_is(path: Path) -> None:
    said = ast.get_docstring(parsed(path))
    assert said and said.partition("\n\n")[0].rstrip().endswith((".", ":", "`"))


@pytest.mark.parametrize("path", LIBRARY, ids=named)
def test_every_public_function_and_class_says_what_it_is(path: Path) -> None:
    silent = [
        node.name
        for node in parsed(path).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def started(node: ast.stmt) -> bool:
    """Whether this is what a module does when it is started by itself, and not loaded."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


def reading(tree: ast.Module) -> list[int]:
    """The lines that read a file as soon as a module is loaded, wherever it does so but in what is called later."""
    own = {node.name: node.body for node in tree.body if isinstance(node, ast.FunctionDef)}
    found, waiting = [], list[ast.AST](node for node in tree.body if not started(node))
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            defaults = [*node.args.defaults, *(one for one in node.args.kw_defaults if one)]
            waiting += [*defaults, *getattr(node, "decorator_list", ())]
            continue
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            waiting += own.pop(name, [])  # a function of the module itself that is called while it is loaded
            if name in READS:
                found.append(node.lineno)
        waiting += ast.iter_child_nodes(node)
    return found


@pytest.mark.parametrize("path", LIBRARY, ids=named)
def test_nothing_is_read_while_a_module_is_loaded(path: Path) -> None:
    assert reading(parsed(path)) == []


@pytest.mark.parametrize(
    "text",
    [
        "A = Path('a').read_text()",
        "if True:\n    A = [open(one) for one in 'ab']",
        "class A:\n    b = {'c': json.load(d)}",
        "def a(b=pd.read_csv('c')):\n    return b",
        "def a():\n    return Path('b').read_bytes()\nC = a()",
    ],
)
def test_what_reads_while_a_module_is_loaded_is_seen(text: str) -> None:
    assert len(reading(ast.parse(text))) == 1
    assert reading(ast.parse("def later():\n    " + text.replace("\n", "\n    "))) == []
