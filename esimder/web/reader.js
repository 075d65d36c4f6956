// The source reader: a text that the reader gives, with the record found in it. The text stays in this tab, in memory,
// until it is cleared or the tab is closed; it reaches no server, no storage and no address. It is data, never markup:
// everything is put in place as text.
import { csv, rows, strangers } from "./drafts.js";
import { find, known } from "./find.js";
import { save } from "./save.js";

const LIMIT = 400000;
const BESIDE = 4;
const kept = { text: "" };

// Called with every page that has a reader; draws again only for another lexicon (language, source, day) or element.
export function mount(place, lexicon) {
  const first = !place.lexicon;
  if (!first && place.lexicon.key === lexicon.key) return;
  place.lexicon = lexicon;
  const text = place.querySelector("textarea");
  text.value = kept.text;
  show(place);
  if (!first) return;
  text.addEventListener("input", () => {
    clearTimeout(place.timer);
    place.timer = setTimeout(() => { kept.text = text.value; show(place); }, 250);
  });
  place.querySelector("input[type=file]").addEventListener("change", (event) => open(place, text, event.target));
  place.querySelector("[data-reader-clear]").addEventListener("click", () => {
    text.value = kept.text = "";
    show(place);
    text.focus();
  });
  for (const button of place.querySelectorAll("[data-reader-save]")) {
    const table = button.dataset.readerSave;
    button.addEventListener("click", () => save(`${table}-drafts.csv`, "text/csv", csv(place.lexicon.columns[table], place.drafts[table])));
  }
}

async function open(place, text, field) {
  const file = field.files[0];
  field.value = "";
  if (!file) return;
  const bytes = await file.slice(0, LIMIT * 4).arrayBuffer();
  const read = decoded(bytes);
  if (read === null) {
    place.querySelector("[data-reader-count]").textContent = place.lexicon.words.not_text;
    return;
  }
  text.value = kept.text = read;
  show(place);
}

// UTF-8, else the old Cyrillic code page; a file with a zero byte is no text.
function decoded(bytes) {
  const view = new Uint8Array(bytes);
  const wide = (view[0] === 0xff && view[1] === 0xfe) || (view[0] === 0xfe && view[1] === 0xff);
  if (wide) return new TextDecoder(view[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  if (view.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1251").decode(bytes);
  }
}

function made(name, attributes = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) node.setAttribute(key, value);
  node.append(...inside.filter((one) => one !== null && one !== ""));
  return node;
}

const filled = (words, fields) => words.replace(/\{(\w+)\}/g, (whole, name) => String(fields[name] ?? whole));

function show(place) {
  const { lexicon } = place;
  const { words } = lexicon;
  const text = kept.text.replace(/\r\n?/g, "\n").slice(0, LIMIT);
  const lines = text.trim() ? text.split("\n") : [];
  const mentions = lines.length ? find(text, lexicon) : [];
  const count = (kind) => mentions.filter((one) => one.kind === kind).length;
  const counts = Object.fromEntries(["person", "organisation", "place", "date"].map((kind) => [kind, count(kind)]));
  const said = Object.values(counts).some(Boolean) ? filled(words.found, counts) : words.nothing;
  const cut = kept.text.length > LIMIT ? ` ${filled(words.too_long, { n: LIMIT })}` : "";
  place.querySelector("[data-reader-count]").textContent = lines.length ? said + cut : "";
  place.querySelector("[data-reader-clear]").hidden = !kept.text;
  const out = place.querySelector("[data-reader-out]");
  const drafts = place.querySelector("[data-reader-drafts]");
  out.replaceChildren();
  drafts.hidden = true;
  if (!lines.length) return;
  const missed = grouped(mentions.filter((one) => one.ids.length && !cites(one, lexicon)), lines, ({ ids }) => ids[0]);
  const dates = grouped(mentions.filter((one) => one.kind === "date" && !known(one.edtf, lexicon.known).length), lines, ({ edtf }) => edtf);
  const people = strangers(mentions, lines);
  place.drafts = rows(people, missed, dates, lexicon.source);
  drafts.hidden = !place.drafts.statements.length;
  for (const button of drafts.querySelectorAll("button")) button.hidden = !place.drafts[button.dataset.readerSave].length;
  out.append(
    legend(words),
    ...notes(mentions, lexicon),
    made("ol", { class: "lines" }, ...lines.map((line, index) => row(line, index + 1, mentions, lexicon))),
    made("div", { class: "side-by-side" },
      list(words.uncited, words.uncited_none, missed.map((one) => [link(lexicon.rows[one.id]), one]), words),
      list(words.unknown, words.unknown_none, people.map((one) => [made("b", {}, one.name), one]), words),
      list(words.unknown_dates, words.unknown_none, dates.map((one) => [made("b", {}, worded(one.edtf, words)), one]), words)));
}

function cites({ ids, line }, { statements }) {
  const lined = statements.some((one) => one.line);
  return statements.some((one) => (!lined || one.line === line) && ids.some((id) => one.about.includes(id)));
}

// Mentions of one thing together, with what the first of each line prints.
function grouped(mentions, lines, key) {
  const found = new Map();
  for (const one of mentions) {
    if (!found.has(key(one))) found.set(key(one), { id: one.ids[0], kind: one.kind, edtf: one.edtf, lines: new Map() });
    const seen = found.get(key(one)).lines;
    if (!seen.has(one.line)) seen.set(one.line, lines[one.line - 1].slice(one.start, one.end));
  }
  return [...found.values()];
}

const link = ({ name, href }) => made("a", { href }, name);
const worded = (edtf, words) => (edtf.startsWith("XXXX") ? `${edtf.slice(5)} (${words.no_year})` : edtf);

function legend(words) {
  const kinds = ["person", "organisation", "place", "date", "stranger"];
  return made("p", { class: "legend" }, ...kinds.map((kind) => made("span", {}, made("mark", { class: kind }, words[kind]))));
}

// What a starred name may stand for besides the place, once for each.
function notes(mentions, { rows: all }) {
  const found = new Set(mentions.flatMap(({ ids }) => ids.map((id) => all[id].note)).filter(Boolean));
  return [...found].map((note) => made("p", { class: "quiet" }, `* ${note}`));
}

function row(line, number, mentions, lexicon) {
  const text = made("p", { class: "text" });
  let end = 0;
  for (const one of mentions.filter((hit) => hit.line === number)) {
    text.append(line.slice(end, one.start), mark(line.slice(one.start, one.end), one, lexicon));
    end = one.end;
  }
  text.append(line.slice(end));
  const label = filled(lexicon.words.line, { line: number });
  return made("li", { id: `line-${number}` }, made("span", { class: "line-number", "aria-label": label }, String(number)), text,
    beside(lexicon.statements.filter((one) => one.line === number), lexicon.words));
}

// A mark leads to the page of what it names; one that may be several leads to all of them together.
function mark(printed, one, lexicon) {
  const { words } = lexicon;
  const meant = one.ids.map((id) => lexicon.rows[id]);
  const title = [...meant.map(({ name }) => name), ...meant.map(({ note }) => note), one.edtf && worded(one.edtf, words),
    one.kind === "stranger" && words.stranger].filter(Boolean).join(" · ");
  const href = one.kind === "date" ? period(one.edtf, lexicon)
    : meant.length > 1 ? meant.slice(1).reduce((all, { href }) => `${all}&${href.match(/(?:person|place)=[^&]+/)[0]}`, meant[0].href)
      : meant[0]?.href;
  const noted = meant.some(({ note }) => note) ? " noted" : "";
  return made("mark", { class: one.kind + noted, title }, href ? made("a", { href }, printed) : printed);
}

// Where a date leads: its days on the timeline; a day without a year only if the record knows one such day.
function period(edtf, { known: days, timeline }) {
  const found = known(edtf, days);
  const meant = edtf.startsWith("XXXX") ? (found.length === 1 ? found[0] : "") : found.length ? edtf : "";
  const [since, until = since] = meant.split("/");
  return meant && `${timeline}${timeline.includes("?") ? "&" : "?"}since=${since}&until=${until}`;
}

function beside(statements, words) {
  const item = (one) => made("li", {}, made("a", { href: one.href }, one.text));
  const more = statements.slice(BESIDE);
  if (!statements.length) return "";
  return made("div", { class: "cited" }, made("ul", {}, ...statements.slice(0, BESIDE).map(item)),
    more.length ? made("details", {}, made("summary", {}, filled(words.more, { n: more.length })), made("ul", {}, ...more.map(item))) : "");
}

function list(title, none, entries, words) {
  const items = entries.map(([what, { lines }]) => made("li", {}, what, " ",
    made("span", { class: "quiet" }, [...lines.keys()].map((line) => filled(words.line, { line })).join(", "))));
  return made("section", {}, made("h2", {}, title), items.length ? made("ul", {}, ...items) : made("p", { class: "quiet" }, none));
}
