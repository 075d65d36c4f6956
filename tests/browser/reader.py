"""A reader in a real browser, who remembers every request to another host and every complaint of the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError, expect

# How many times a page was drawn, once it is whole: nothing under way, drawn for this window and theme, every figure
# there with the ground below it.
SETTLED = """() => {
  const error = document.querySelector("[data-testid=stException], [data-testid=stErrorElement]");
  if (error) throw new Error(error.innerText);
  const root = document.querySelector(".esimder[data-drawn]");
  if (root?.dataset.path === "stumbled") throw new Error(root.innerText);
  if (!root || root.waiting) return false;
  if (["screen", "theme"].some((name) => root.device[name] !== root.data.device[name])) return false;
  return [...root.querySelectorAll("[data-figure]")].every((place) => {
    const [base, top] = place.querySelectorAll(".layer");
    return top && top.data && top._fullLayout && (!base.dataset.url || base.data);
  }) && root.dataset.drawn;
}"""
# A view that came after the last look: the same page drawn again, or another one in its place.
LOOKED = "() => { const root = document.querySelector('.esimder'); root.looked = root.dataset.drawn; }"
NEXT = """() => {
  const root = document.querySelector(".esimder[data-drawn]");
  return root && root.dataset.drawn !== root.looked;
}"""
# Where a mark leads, which stands beside the figure and not in it.
LEAD = """(one) => {
  const trace = one.closest("g.trace").__data__[0].trace.index;
  return String(one.closest(".layer").leads[trace]?.[one.__data__.i]);
}"""
# The middle of the mark that leads to the shortest address holding `wanted`, as Plotly drew it: to that alone, if there
# is such a mark.
MARK = """([figure, wanted]) => {
  const lead = LEAD;
  const marks = [...document.querySelectorAll(`[data-figure=${figure}] .layer:last-child path.point`)];
  const those = marks.filter((one) => lead(one).includes(wanted));
  const [mark] = those.sort((one, other) => lead(one).length - lead(other).length);
  if (!mark) return null;
  mark.scrollIntoView({ block: "center" });
  const box = mark.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}""".replace("LEAD", LEAD)


@dataclass
class Reader:
    """One tab of a fresh browser profile, and what was noticed in it."""

    page: Page
    home: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Write down who was asked and what was complained about; the browser itself reaches no host but our own."""
        context.on("request", self._note)
        context.on("console", self._hear)
        context.on("weberror", self._stumble)

    def leave(self, context: BrowserContext) -> None:
        """Hear no more of a context."""
        context.remove_listener("request", self._note)
        context.remove_listener("console", self._hear)
        context.remove_listener("weberror", self._stumble)

    def ours(self, url: str) -> bool:
        """Whether an address stays on the server that is read, or in the browser."""
        return url.startswith((self.home + "/", "data:", "blob:", "about:", self.home.replace("http", "ws") + "/"))

    def _note(self, request: Request) -> None:
        if not self.ours(request.url):
            self.asked.append(request.url)

    def _hear(self, message: ConsoleMessage) -> None:
        # A cold server may take longer than the browser likes to wait for the use of what it has fetched early; and for
        # a script that stands by itself the browser asks a sign.
        expected = "was preloaded using link preload" in message.text or "favicon.ico" in message.location["url"]
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(f"{message.type}: {message.text} {message.location['url']}".strip())

    def _stumble(self, error: WebError) -> None:
        self.complaints.append(str(error.error))

    def open(self, address: str) -> "Reader":
        """Open an address of the app and wait until its page is whole."""
        self.page.goto(self.home + address)
        return self.settle()

    def keep(self, name: str, text: str) -> "Reader":
        """Put a text into the store of this browser that our pages share, before any of them is open."""
        self.page.goto(f"{self.home}/web/start.js")
        self.page.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, text])
        return self

    def settle(self) -> "Reader":
        """Wait until the page is whole and nothing more is drawn."""
        drawn = ""
        while drawn != (drawn := str(self.page.wait_for_function(SETTLED).json_value())):
            self.page.wait_for_timeout(80)
        return self

    @contextmanager
    def going(self) -> Iterator[None]:
        """Do something that leads to another view, and wait until that is whole."""
        self.page.evaluate(LOOKED)
        yield
        self.page.wait_for_function(NEXT)
        self.settle()

    def go(self, selector: str) -> None:
        """Click what leads to another view."""
        with self.going():
            self.page.locator(selector).first.click()

    def follow(self, address: str) -> "Reader":
        """Go on in the open tab, as a click on a link to the address does."""
        with self.going():
            self.page.evaluate("(address) => document.querySelector('.esimder').go(address, true)", address)
        return self

    def click_mark(self, figure: str, wanted: str) -> None:
        """Click the mark of a figure that leads to an address which holds `wanted`."""
        place = self.point_at(figure, wanted)
        with self.going():
            self.page.mouse.click(*place)

    def point_at(self, figure: str, wanted: str) -> list[float]:
        """Put the hand on the mark of a figure that leads to an address which holds `wanted`; tells where that is."""
        place = self.page.evaluate(MARK, [figure, wanted])
        assert place, f"no mark of the {figure} leads to {wanted}"
        self.page.mouse.move(*place, steps=3)
        self.page.wait_for_timeout(150)
        return [float(one) for one in place]

    def said(self, figure: str) -> str:
        """What stands beside the hand on a figure."""
        return " ".join(self.page.locator(f"[data-figure={figure}] .hoverlayer .hovertext").all_text_contents())

    def top(self, figure: str) -> float:
        """How far from the upper edge of the window a figure stands."""
        return float(self.page.locator(f"[data-figure={figure}]").evaluate("(one) => one.getBoundingClientRect().top"))

    @property
    def query(self) -> dict[str, list[str]]:
        """The parameters of the address in the bar, but for the language."""
        found = parse_qs(urlsplit(self.page.url).query)
        return {name: values for name, values in found.items() if name != "lang"}

    @property
    def path(self) -> str:
        """The page of the address in the bar."""
        return urlsplit(self.page.url).path.strip("/")

    def reaches(self, **query: list[str]) -> None:
        """Wait until the address asks for exactly this, and fail if it never does."""
        for _ in range(50):
            if self.query == query:
                return
            self.page.wait_for_timeout(100)
        assert self.query == query

    def shows(self, selector: str, text: str) -> None:
        """Fail unless an element that matches holds the text."""
        expect(self.page.locator(selector).filter(has_text=text).first).to_be_visible()

    def texts(self, selector: str) -> list[str]:
        """The words of every element that matches, without space around them."""
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]

    def hrefs(self, selector: str) -> list[str]:
        """Where every link that matches leads."""
        found = self.page.locator(selector).evaluate_all("all => all.map((a) => a.getAttribute('href'))")
        return [str(href) for href in found]

    def ids(self, selector: str, name: str) -> list[str]:
        """The codes of a parameter in the addresses of every link that matches, sorted, each once."""
        return sorted({code for href in self.hrefs(selector) for code in parse_qs(urlsplit(href).query).get(name, [])})

    def total(self, what: str) -> int:
        """A headline number of the overview."""
        words = self.page.locator(f"a.total[href*='number={what}']").inner_text()
        return int("".join(filter(str.isdigit, words.split()[0])))

    def figure(self, name: str) -> dict[str, Any]:
        """A figure's data and layout as the browser holds them."""
        return dict(
            self.page.evaluate(
                """(name) => {
            const [base, top] = document.querySelectorAll(`[data-figure=${name}] .layer`);
            return JSON.parse(JSON.stringify({ data: top.data, layout: top.layout, base: base.dataset.url || '' }));
        }""",
                name,
            )
        )

    def marks(self, name: str) -> set[str]:
        """Where the marks of a figure lead, as Plotly drew them."""
        points = "document.querySelectorAll(`[data-figure=${name}] .layer:last-child path.point`)"
        return set(self.page.evaluate(f"(name) => [...{points}].map({LEAD})", name))

    def codes(self) -> dict[str, list[str]]:
        """Which codes the chips stand for: the parameters that each chip's link takes away."""
        now = parse_qs(urlsplit(self.page.url).query)
        gone: dict[str, list[str]] = {}
        for href in self.hrefs(".chips .chip:not(.all)"):
            left = parse_qs(urlsplit(href).query)
            for name, values in now.items():
                missing = [value for value in values if value not in left.get(name, [])]
                gone.setdefault(name, []).extend(missing if name != "lang" else [])
        return {name: sorted(values) for name, values in gone.items() if values}
