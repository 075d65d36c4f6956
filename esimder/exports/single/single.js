"use strict";
// The one file's script: it filters, counts and keeps the reader's place. Everything it shows stands in the page.
// What is asked is the address: #en-person-zhumaev&place=aktau holds a place in the file and the filters.
const ROWS = "tbody tr, article[data-person], [data-point], [data-happened], [data-published]:not([data-also])";
const FILTERS = ["q", "person", "place", "kind"];
const parts = new Map([...document.querySelectorAll(".tongue")].map((part) => [part.id, part]));
const opening = [...navigator.languages].map((code) => code.slice(0, 2)).find((code) => parts.has(code));
const told = new Map();
let at = null, kept = null, state = { query: "#", code: "" };

// The page is only shown and hidden, never rebuilt, so what was looked for once is not looked for again.
const seen = new Map();
function all(root, selector) {
  if (!seen.has(root)) seen.set(root, new Map());
  const known = seen.get(root);
  if (!known.has(selector)) known.set(selector, [...root.querySelectorAll(selector)]);
  return known.get(selector);
}
const words = (text) => (text || "").split(" ").filter(Boolean);
const target = (anchor) => document.getElementById(anchor);

function asked() {
  const [anchor, ...rest] = location.hash.slice(1).split("&");
  const given = new URLSearchParams(rest.join("&"));
  const code = [...parts.keys()].find((one) => anchor === one || anchor.startsWith(`${one}-`));
  const filters = Object.fromEntries(FILTERS.map((name) => [name, given.get(name) || ""]));
  const own = document.querySelector(".tongue.own").id;
  return { anchor: code ? anchor : code || opening || own, code: code || opening || own, filters };
}

function address(anchor, filters) {
  const set = new URLSearchParams(FILTERS.filter((name) => filters[name]).map((name) => [name, filters[name]]));
  return `#${anchor}${set.size ? `&${set}` : ""}`;
}

// The statements of a part, read once: whom, where and when each is about, and the words in which it can be found.
function statements(part) {
  if (!told.has(part)) {
    told.set(part, all(part, ".statement[id]").map((item) => ({
      item, statement: item.id,
      ...item.dataset,
      people: [...words(item.dataset.about), ...words(item.dataset.by)],
      text: `${item.textContent} ${item.closest(".person")?.querySelector(".known").textContent || ""}`.toLowerCase(),
    })));
  }
  return told.get(part);
}

function passes(row, { q, person, place, kind }) {
  return (!person || row.people.includes(person)) && (!place || row.place === place) && (!kind || row.kind === kind)
    && words(q.toLowerCase()).every((word) => row.text.includes(word));
}

function show(part, selector, keep) {
  const kept = [];
  for (const item of all(part, selector)) {
    item.hidden = !keep(item.dataset, item);
    if (!item.hidden) kept.push(item);
  }
  return kept;
}

const written = (number, code) => number.toLocaleString(code === "en" ? "en" : "ru");

// Hides what the filters leave out; the counts follow the same rules as the app's (chosen.py, counts.py).
function filter(part, filters, anew) {
  const rows = statements(part), found = rows.filter((row) => passes(row, filters));
  const left = new Set(found.map((row) => row.statement));
  const of = (name) => new Set(found.map((row) => row[name]).filter(Boolean));
  const people = new Set(found.flatMap((row) => row.people)), events = of("event"), sources = of("source");
  for (const row of rows) row.item.hidden = !left.has(row.statement);
  const happened = show(part, "[data-happened]", (data) => events.has(data.happened));
  const places = new Set([...of("place"), ...happened.map((item) => item.dataset.place).filter(Boolean)]);
  const persons = show(part, "[data-person]", (data) => people.has(data.person))
    .filter((item) => "named" in item.dataset);
  show(part, "[data-point]", (data) => words(data.point).some((one) => left.has(`${part.id}-statement-${one}`)));
  show(part, ".links li", (_, item) => left.has(item.firstChild.hash.slice(1)));
  const read = show(part, "[data-published]", (data) => sources.has(data.published) || found.length === rows.length);
  const there = show(part, "[data-there]", (data) => places.has(data.there));
  const named = new Set(persons.map((item) => item.dataset.person));
  for (const row of there) count(row, found.filter((one) => one.place === row.dataset.there), happened, named, part.id);
  for (const item of read) {
    const place = item.querySelector("[data-counted]");
    if (place) place.textContent = written(found.filter((row) => row.source === item.dataset.published).length, part.id);
  }
  if (anew) for (const fold of all(part, ".told-of")) fold.open = found.length < rows.length && found.length <= 60;
  imprint(part, filters, {
    statements: found.length, events: happened.length, people: people.size, sources: sources.size,
  });
  fade(part, { person: people, event: events, place: places });
  totals(part, {
    people: persons.length, detained: persons.filter((item) => item.dataset.state === "in_custody").length,
    events: happened.length, places: there.length, statements: found.length, sources: sources.size,
  });
}

function count(row, found, happened, named, code) {
  const people = new Set(found.map((one) => one.about).filter((one) => named.has(one)));
  const events = happened.filter((item) => item.dataset.place === row.dataset.there);
  const counted = { events: events.length, people: people.size, statements: found.length };
  for (const cell of all(row, "[data-n]")) cell.textContent = written(counted[cell.dataset.n], code);
}

// Marks stay where they are; those of which nothing is left turn pale.
function fade(part, kept) {
  for (const mark of all(part, ".figure a")) {
    const left = words(mark.dataset.all).some((anchor) => {
      const [, kind, one] = anchor.match(/^..-([a-z]+)-(.*)$/);
      return kept[kind].has(one);
    });
    mark.classList.toggle("off", !left);
  }
}

function totals(part, numbers) {
  for (const place of all(part, "[data-count]")) place.textContent = written(numbers[place.dataset.count], part.id);
  part.querySelector(".empty").hidden = numbers.statements > 0;
  for (const group of all(part, "[data-group]")) {
    const rows = all(group, ROWS);
    const shown = rows.filter((row) => !row.hidden).length;
    const place = group.querySelector("h2 [data-shown]");
    if (place) place.textContent = written(shown, part.id);
    group.hidden = rows.length > 0 && !shown && all(group, ".statement[id]").every((item) => item.hidden);
  }
  for (const fold of all(part, "details")) {
    const shown = all(fold, "li, .statement").filter((item) => !item.hidden).length;
    fold.querySelector("[data-shown]").textContent = written(shown, part.id);
    fold.hidden = !shown;
  }
}

// What the file says of itself follows what is asked inside it: the question, the rows, the address and the citation.
const said = new Map();
function imprint(part, filters, shown) {
  const { question, none, live, citation } = part.dataset, form = part.querySelector("form");
  if (!said.has(part)) {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) {
      const { data, parentElement } = walk.currentNode;
      if (data.includes(citation) || (parentElement.closest(".imprint dd") && [question, live].includes(data.trim()))) {
        found.push([walk.currentNode, data]);
      }
    }
    said.set(part, found);
  }
  const on = FILTERS.filter((name) => filters[name]);
  const asked = on.map((name) => {
    const field = form.elements[name];
    const option = [...(field.options || [])].find((one) => one.value === filters[name]);
    return `${field.closest("label").querySelector("span").textContent} ${option ? option.textContent : filters[name]}`;
  });
  const whole = asked.length ? [...(question === none ? [] : [question]), ...asked].join("; ") : question;
  const query = new URLSearchParams(on.map((name) => [name, filters[name]]));
  const there = query.size ? `${live}${live.includes("?") ? "&" : "?"}${query}` : live;
  const cited = citation.replace(question, () => whole).replace(live, () => there);
  for (const [node, before] of said.get(part)) {
    node.data = before.includes(citation) ? before.replace(citation, () => cited)
      : before.trim() === live ? there : whole;
    if (node.parentElement.matches(".imprint a")) node.parentElement.href = there;
  }
  for (const place of all(part, "[data-of]")) place.textContent = written(shown[place.dataset.of], part.id);
}

function fill(form, filters) {
  for (const name of FILTERS) {
    const field = form.elements[name];
    if (field !== document.activeElement) field.value = filters[name];
    field.classList.toggle("on", Boolean(filters[name]));
  }
}

// Shows what the address asks for; a link to what the filters hide lets the filters go.
function apply() {
  const { anchor, code, filters } = asked(), part = parts.get(code), goal = target(anchor);
  for (const one of parts.values()) one.hidden = one !== part;
  document.documentElement.lang = code;
  document.title = part.dataset.title;
  const query = address("", filters), anew = query !== state.query;
  if (anew || code !== state.code) filter(part, filters, anew);
  state = { query, code };
  if (goal && anchor !== at && goal.closest("[hidden]")) return visit(`#${anchor}`, true);
  fill(part.querySelector("form"), filters);
  part.classList.toggle("sifted", FILTERS.some((name) => filters[name]));
  for (const row of all(part, "[data-there]")) row.classList.toggle("chosen", row.dataset.there === filters.place);
  const desk = part.querySelector(".desk"), sticks = getComputedStyle(desk).position === "sticky";
  document.documentElement.style.scrollPaddingTop = sticks ? `${desk.offsetHeight + 8}px` : "";
  document.querySelector(".here")?.classList.remove("here");
  if (goal && goal !== part) goal.classList.add("here");
  if (kept) stay();
  else if (goal && anchor !== at && (at !== null || goal !== part)) go(goal);
  at = anchor;
  return undefined;
}

function visit(next, quietly = false) {
  history[quietly ? "replaceState" : "pushState"](null, "", next);
  apply();
}

function go(goal) {
  for (let fold = goal.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  for (const fold of all(goal, ".told-of")) fold.open = true;
  goal.scrollIntoView();
  goal.focus({ preventScroll: true });
}

// The other language opens at the same place: what stood at the top of the window stands there again.
function turn(code) {
  const { anchor, code: before, filters } = asked();
  const folds = all(parts.get(before), "details"), twins = all(parts.get(code), "details");
  folds.forEach((fold, index) => { twins[index].open = fold.open; });
  const top = all(parts.get(before), "[id]").find((one) => one.getClientRects().length && !one.closest("svg")
    && one.getBoundingClientRect().bottom > 140);
  kept = { id: code + top.id.slice(before.length), top: top.getBoundingClientRect().top };
  visit(address(code + anchor.slice(before.length), filters));
}

function stay() {
  scrollBy(0, target(kept.id).getBoundingClientRect().top - kept.top);
  kept = null;
}

function ask(change, quietly) {
  const { anchor, filters } = asked();
  visit(address(anchor, { ...filters, ...change }), quietly);
}

document.addEventListener("click", (event) => {
  const whom = event.target.closest("[data-whom]"), link = event.target.closest("a[href^='#']");
  if (whom) ask({ person: whom.dataset.whom });
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const anchor = link.getAttribute("href").slice(1), { filters } = asked();
  const place = anchor.match(/^..-place-(.*)$/);
  if (parts.has(anchor)) turn(anchor);
  else if (place) ask({ place: filters.place === place[1] ? "" : place[1] });
  else visit(address(anchor, filters));
});
for (const form of all(document, "form")) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => ask({ q: "", person: "", place: "", kind: "" }));
  form.addEventListener("input", ({ target: field }) => ask({ [field.name]: field.value }, field.name === "q"));
}
// Paper holds every statement that is shown, folded or not.
addEventListener("beforeprint", () => all(document, ".told-of").forEach((fold) => { fold.open = true; }));
addEventListener("hashchange", apply);
document.documentElement.classList.add("live");
for (const fold of all(document, ".told-of")) fold.open = false;
apply();
