"""What a kind of file is: how it is made step by step, and the choices that it offers."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from esimder.views.context import Context
from esimder.views.provenance import stem

Steps = Generator[str, None, bytes]
"""The work of making a file: each step yields the key of its words (`step.map`) before it begins, and the file's bytes
come back at the end. Between two steps the work can be cancelled."""

Maker = Callable[[Context, str, Mapping[str, str]], Steps]
"""Makes a file of a view, with links to the live view at this public address (empty: none), and with these choices."""


@dataclass(frozen=True)
class Format:
    """One kind of file. `choices` are what the reader may choose, by name, the default first; a `quick` file is made
    within the request and needs no job."""

    code: str
    ending: str
    media: str
    make: Maker
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    quick: bool = False

    def chosen(self, asked: Mapping[str, str]) -> dict[str, str]:
        """The choices that were asked for, with defaults where none or an unknown one was."""
        return {name: asked[name] if asked.get(name) in codes else codes[0] for name, codes in self.choices.items()}

    def file_name(self, context: Context, choices: Mapping[str, str]) -> str:
        """The file's name: its day and question, language, kind and choices."""
        return f"{'-'.join((stem(context), context.say.code, self.code, *choices.values()))}.{self.ending}"


def address(context: Context, code: str) -> str:
    """Where the file of this view in a format can be downloaded, in the reader's language."""
    query = [pair for pair in context.view.to_query() if pair[0] != "lang"]
    return f"/take/{code}?{urlencode([('lang', context.say.code), *query])}"


def made(steps: Steps) -> bytes:
    """The file at the end of all steps."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return bytes(end.value)
