// The figures of a page, drawn by Plotly into the places that the HTML names, each on a layer over its ground.
import { crowd } from "./crowd.js";

const CONFIG = { displayModeBar: false, scrollZoom: false, responsive: false, doubleClick: false, showTips: false, staticPlot: false };
// What can be set on what stands already, with nothing drawn again.
const STYLE = new Set(["marker.color", "marker.line.color", "textfont.color"]);
// px: no figure is drawn narrower, for its names would meet; in a narrower box it is shown smaller.
const LEAST = 350;
const grounds = new Map();

export const plotly = new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = "/web/vendor/plotly-basic.min.js";
  script.onload = () => done(window.Plotly);
  script.onerror = failed;
  document.head.append(script);
});

export async function draw(root, data) {
  root.drawing = data;
  await plotly;
  for (const place of root.querySelectorAll("[data-figure]")) {
    if (root.drawing !== data) return; // a later view has overtaken this one
    const figure = data.figures[place.dataset.figure];
    if (!figure) continue;
    Object.assign(place, { figure, root });
    await fitted(place);
    boxes.observe(place);
  }
  root.dataset.drawn = String(Number(root.dataset.drawn || 0) + 1);
}

// Whatever changes a box (a window, a panel, a style sheet, another page), its figure follows it. Plotly is told the size
// and never measures: both layers have that of the box, and so one scale.
const boxes = new ResizeObserver((seen) => {
  for (const { target } of seen) target.isConnected ? fitted(target) : boxes.unobserve(target);
});

// One after the other, for Plotly draws a layer in steps; what waits then draws the figure and the size of that moment.
function fitted(place) {
  place.fitting = (place.fitting ?? Promise.resolve()).then(() => fit(place));
  return place.fitting;
}

async function fit(place) {
  const { figure, root, clientWidth: width, clientHeight: height } = place;
  if (!width || !height) return; // in a closed panel: it is drawn when that opens
  const near = Math.min(1, width / LEAST);
  const size = { width: Math.round(width / near), height: Math.round(height / near) };
  const Plotly = await plotly;
  const layers = place.querySelectorAll(".layer");
  const [base, top] = layers.length ? layers : [layer(place), layer(place)];
  for (const one of [base, top]) one.style.transform = near < 1 ? `scale(${near})` : "";
  if (figure.base) await spread(Plotly, base, figure.base, size);
  top.brush = figure.brush;
  if (top.json !== figure.json || !sized(top, size)) {
    await put(Plotly, top, JSON.parse(figure.json), size);
    top.json = figure.json;
    if (!top.listening) hear(root, top);
  }
}

const sized = ({ layout }, { width, height }) => layout?.width === width && layout.height === height;

// The ground of a map is fetched once and kept; one that could not be had is asked for again with the next view.
async function spread(Plotly, base, url, size) {
  if (base.dataset.url === url && sized(base, size)) return;
  base.dataset.url = url;
  if (!grounds.has(url)) grounds.set(url, fetch(url).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))));
  try {
    const { data, layout } = await grounds.get(url);
    await Plotly.react(base, data, { ...layout, ...size }, { staticPlot: true, responsive: false });
    if (!base.listening) scaling(base);
    base.listening = true;
  } catch {
    grounds.delete(url);
    delete base.dataset.url;
  }
}

async function put(Plotly, top, drawn, size) {
  hush(top);
  Object.assign(drawn.layout, size);
  top.opens = drawn.data.map(opening);
  top.leads = drawn.data.map(lead);
  const before = top.data && top.kept;
  top.kept = shared(before, drawn);
  if (top.kept === before) return;
  if (before && restyled(before, top.kept)) {
    await recolour(Plotly, top);
    return hush(top);
  }
  top.revision = (top.revision || 0) + 1;
  const { data, layout } = lent(top.kept);
  await Plotly.react(top, data, { ...layout, datarevision: top.revision }, before ? undefined : CONFIG);
  hush(top);
}

// What was said of a mark goes with it: another may stand there now.
function hush(top) {
  top.querySelector(".hoverlayer")?.replaceChildren();
}

// Plotly draws all again for any new list, unless it is told that the data are the same. Then it sets colours anew as
// soon as one colour differs: that of a selection, which is never shown.
async function recolour(Plotly, top) {
  top.turns = !top.turns;
  const data = lent(top.kept.data).map((trace) => ({ ...trace, selected: { ...trace.selected, marker: { ...trace.selected?.marker, color: top.turns ? "#000" : "#111" } } }));
  await Plotly.react(top, data, top.layout);
}

// A copy for Plotly to write its notes into, with the very lists of the original, by which it knows what is new; an
// empty template is such a thing too.
function lent(one) {
  if (Array.isArray(one)) return one.some((part) => part && part.constructor === Object) ? one.map(lent) : one;
  if (!one || typeof one !== "object" || !Object.keys(one).length) return one;
  return Object.fromEntries(Object.entries(one).map(([name, part]) => [name, lent(part)]));
}

// The lists that marks open, by trace and point.
function opening(trace) {
  return trace.customdata?.map((one) => one?.[2]);
}

// Addresses change with every view and are nothing to see: they are kept beside the figure, by trace and point.
function lead(trace) {
  if (!trace.customdata) return undefined;
  const leads = trace.customdata.map((one) => one?.[0]);
  if (trace.hovertemplate) trace.customdata = trace.customdata.map((one) => one && ["", one[1]]);
  else delete trace.customdata;
  return leads;
}

// The new figure, with the old one's lists wherever they are the same: Plotly draws only what another list stands for.
function shared(before, now) {
  if (Array.isArray(now)) {
    if (!Array.isArray(before)) return now;
    const next = now.map((one, at) => shared(before[at], one));
    return next.length === before.length && next.every((one, at) => one === before[at]) ? before : next;
  }
  if (now && typeof now === "object") {
    if (!before || typeof before !== "object") return now;
    const next = Object.fromEntries(Object.entries(now).map(([name, one]) => [name, shared(before[name], one)]));
    const names = Object.keys(next);
    return names.length === Object.keys(before).length && names.every((name) => next[name] === before[name]) ? before : next;
  }
  return now;
}

// Whether two figures, which share what is the same, differ in nothing but what Plotly calls style.
function restyled(before, now) {
  if (before.layout !== now.layout || before.data.length !== now.data.length) return false;
  return now.data.every((trace, at) => differing(before.data[at], trace).every((path) => STYLE.has(path)));
}

// The paths at which two traces differ.
function differing(before, now, path = "") {
  if (before === now) return [];
  const inner = [before, now].every((one) => one && typeof one === "object" && !Array.isArray(one));
  if (!inner) return [Array.isArray(before) && Array.isArray(now) && before.length === now.length ? path : ""];
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .flatMap((name) => differing(before[name], now[name], path ? `${path}.${name}` : name));
}

// Plotly draws and moves in steps: what leaves the page is let go of after the last one, which would find nothing else.
/** @type {(part: Element) => Promise<void>} */
export async function release(part) {
  const drawings = /** @type {NodeListOf<any>} */ (part.querySelectorAll(".js-plotly-plot"));
  const left = [...drawings].map((drawn) => ({ drawn, work: drawn.work ?? drawn.parentElement.fitting }));
  await Promise.allSettled(left.map(({ work }) => work));
  for (const { drawn } of left) window.Plotly.purge(drawn);
}

// A drawing that says how large it was drawn can be shown at another size, as on paper.
function scaling(drawn) {
  scalable(drawn);
  drawn.on("plotly_afterplot", () => scalable(drawn));
}

export function scalable(drawn) {
  const { width, height } = drawn._fullLayout;
  drawn.style.setProperty("--drawn", `${width} / ${height}`);
  for (const part of drawn.querySelectorAll(".main-svg")) part.setAttribute("viewBox", `0 0 ${width} ${height}`);
}

function layer(place) {
  const made = document.createElement("div");
  made.className = "layer";
  place.append(made);
  return made;
}

// A mark carries the address it leads to; a brush adds its two ends to the address it was given.
function hear(root, top) {
  top.listening = true;
  scaling(top);
  top.on("plotly_click", (event) => {
    const of = (lists) => event.points.map((point) => lists[point.curveNumber]?.[point.pointNumber]).find(Boolean);
    hush(top);
    const { clientX: x, clientY: y } = event.event;
    if (of(top.opens)) crowd(top.closest(".figure"), of(top.opens), { x, y });
    else if (of(top.leads)) {
      root.held = top;
      root.go(of(top.leads));
    }
  });
  top.on("plotly_selected", (event) => {
    const range = event?.range && (event.range.x || event.range.x2);
    if (!range || !top.brush) return;
    const [since, until] = range.map((end) => String(end).slice(0, 10)).sort();
    const asked = new URL(top.brush, location.href);
    asked.searchParams.set("since", since);
    asked.searchParams.set("until", until);
    root.go(asked.pathname + asked.search);
  });
}
