// A story in front of a room. Every step is on the page already: to go on is to show the next one, move the picture to it
// and write its number into the address. A second window with the notes follows by a channel that no server sees.
import { had } from "./ask.js";
import { found, keep } from "./store.js";
import { release, scalable } from "./draw.js";

const LONG = 900;
const TOLD = 12_000; // ms for which a line stands on the wall
const FARTHEST = 2.6; // how many times a map may come closer than its whole
const WORTH = 1.25; // to come closer by less shows nothing more
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
  Home: -Infinity, End: Infinity };
const channel = /** @type {BroadcastChannel} */ (opened("esimder.present"));
const grounds = new Map();
let told; // the story that is on this page: its element, figures, tools, step and picture

export function mount(main, { figures }, tools) {
  const speaking = new URLSearchParams(window.location.search).has("speaker");
  const same = told?.main === main && told.story === main.dataset.present;
  told = { main, figures, ...tools, speaking, story: main.dataset.present, now: 0, began: same ? told.began : begun(main),
    slides: [...main.querySelectorAll("[data-slide]")],
    picture: same ? told.picture : picture(main.querySelector(speaking ? "[data-picture=next]" : "[data-picture=stage]")) };
  main.classList.toggle("speaking", speaking);
  if (!same) {
    main.focus({ preventScroll: true });
    if (speaking) channel.postMessage({ story: told.story, ask: true });
  }
  step(Number(main.dataset.step), true);
  for (const { base } of Object.values(figures)) if (base) under(base);
  for (const slant of ["normal", "italic"]) document.fonts.load(`${slant} 16px "Source Sans"`); // maps name waters in it
}

const here = () => Boolean(told?.main.isConnected);
const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

// When the talk began; a reload does not begin it anew, unless this browser keeps nothing.
function begun(main) {
  const began = Number(found(key(main), "sessionStorage")) || Date.now();
  const line = main.querySelector("[data-unkept]");
  if (!keep(key(main), String(began), "sessionStorage")) line.textContent = line.dataset.unkept;
  setTimeout(() => line.replaceChildren(), TOLD);
  return began;
}

const key = (main) => `esimder.began.${main.dataset.present}`;

// The way to the other window; where a browser lets pages of one place not speak to each other, it leads nowhere.
function opened(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return { postMessage: () => undefined };
  }
}

function step(wanted, first = false) {
  const now = Math.min(Math.max(wanted, 1), told.slides.length);
  if (now === told.now) return;
  told.now = now;
  told.slides.forEach((slide, index) => {
    slide.classList.toggle("on", index + 1 === now);
    slide.inert = index + 1 !== now;
  });
  const slide = told.slides[now - 1];
  for (const place of told.main.querySelectorAll("[data-now]")) place.textContent = String(now);
  const heading = slide.querySelector("h1").textContent;
  told.main.querySelector("[data-told]").textContent = heading;
  document.title = `${heading} · ${told.main.dataset.title}`;
  for (const link of told.main.querySelectorAll("a[data-language]")) link.setAttribute("href", at(link.getAttribute("href"), now));
  if (!first) window.history.replaceState(window.history.state, "", at(window.location.href, now));
  if (told.speaking) desk(slide, told.slides[now]);
  else told.picture(slide, told, first);
}

// An address of this story at another step; what leads on from the speaker's window leads to a speaker's window.
function at(href, now, speaking = told.speaking) {
  const address = new URL(href, window.location.href);
  address.searchParams.set("step", now);
  if (speaking) address.searchParams.set("speaker", "yes");
  return address.pathname + address.search;
}

function go(by) {
  step(Number.isFinite(by) ? told.now + by : by < 0 ? 1 : told.slides.length);
  tell();
}

function tell() {
  channel.postMessage({ story: told.story, step: told.now, began: told.began });
}

channel.onmessage = ({ data }) => {
  if (!here() || data.story !== told.story) return;
  if (data.ask) { tell(); return; }
  told.began = data.began;
  step(data.step);
};

// What the speaker alone sees: the step that is on, its notes, and the one that comes.
function desk(slide, next) {
  const fill = (name, ...nodes) => told.main.querySelector(`[data-${name}]`).replaceChildren(...nodes);
  fill("current", slide.querySelector(".words").cloneNode(true));
  fill("notes", ...[...slide.querySelector(".notes").children].map((line) => line.cloneNode(true)));
  const place = told.main.querySelector("[data-next]");
  fill("next", next ? next.querySelector("h1").cloneNode(true) : place.dataset.end);
  const list = next && !next.dataset.width && next.querySelector(".scene");
  if (list) place.append(list.cloneNode(true));
  told.picture(next ?? slide, next ? told : { ...told, figures: {} }, true);
}

setInterval(() => {
  if (!here() || !told.speaking) return;
  const pad = (number) => String(number).padStart(2, "0");
  const [now, seconds] = [new Date(), Math.max(0, Math.floor((Date.now() - told.began) / 1000))];
  told.main.querySelector("[data-clock]").textContent = `${pad(now.getHours())}:${pad(now.getMinutes())}`;
  told.main.querySelector("[data-elapsed]").textContent = `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
}, 500);

// The picture of a place on the page: it goes from figure to figure. On the map the ground stays, marks fade and the eye
// travels; a timeline slides to the next days while the next one fades in.
function picture(place) {
  let shown;
  let asked = 0;
  const fit = (quick) => shown && frame(place, shown, quick);
  new ResizeObserver(() => fit(true)).observe(place);
  return async (slide, { figures, plotly }, first) => {
    const mine = (asked += 1);
    const [Plotly, figure] = [await plotly, figures[slide.dataset.slide]];
    const quick = first || still();
    const old = shown;
    const size = ["width", "height"].map((name) => Number(slide.dataset[name]));
    const same = figure?.base && old?.base === figure.base && old.size.join() === size.join();
    const next = figure && { size, base: figure.base, box: slide.dataset.camera?.split(" ").map(Number),
      camera: same ? old.camera : layer(place, "camera", size) };
    if (figure?.base && !same && !await ground(Plotly, layer(next.camera, "ground", size), figure.base)) next.base = undefined;
    if (figure) {
      const { data, layout } = JSON.parse(figure.json);
      next.over = layer(next.camera, "over", size);
      await flat(Plotly, next.over, data, layout);
      next.days = layout.xaxis?.type === "date" ? layout.xaxis.range : undefined;
    }
    if (mine !== asked) { (same ? next?.over : next?.camera)?.remove(); return; } // a later step has overtaken this one
    shown = next;
    if (!same && next && !quick) frame(place, { ...next, box: undefined }, true); // it begins with the whole
    if (old?.days && next?.days && !quick) slide_to(Plotly, old.over, next.days);
    if (old) leave(same ? old.over : old.camera, quick);
    requestAnimationFrame(() => { (same ? next?.over : next?.camera)?.classList.add("in"); fit(quick); });
    if (same) next.over.parentElement.classList.add("in"); else next?.over.classList.add("in");
  };
}

/** @type {(parent: Element, name: string, size: number[]) => HTMLDivElement} */
function layer(parent, name, [width, height]) {
  const made = Object.assign(document.createElement("div"), { className: name });
  Object.assign(made.style, { width: `${width}px`, height: `${height}px` });
  parent.append(made);
  return made;
}

async function flat(Plotly, place, data, layout) {
  const [width, height] = [place.style.width, place.style.height].map(parseFloat);
  await Plotly.newPlot(place, data, { ...layout, width, height, autosize: false }, { staticPlot: true, responsive: false });
  scalable(place);
}

// What lies under the maps is fetched once, before it is needed: from then on a talk needs no server. What could not be
// had is asked for again.
function under(address) {
  if (!grounds.has(address)) grounds.set(address, had(address, "text").then((text) => text ?? void grounds.delete(address)));
  return grounds.get(address);
}

// Draws the ground; tells whether it could be had.
async function ground(Plotly, place, address) {
  const text = await under(address);
  if (!text) return false;
  const { data, layout } = JSON.parse(text);
  await flat(Plotly, place, data, layout);
  return true;
}

function leave(layer, quick) {
  layer.classList.remove("in");
  setTimeout(() => release(layer).then(() => layer.remove()), quick ? 0 : LONG);
}

function slide_to(Plotly, over, range) {
  const how = { duration: LONG * 0.8, easing: "cubic-in-out" };
  over.work = Plotly.animate(over, { layout: { xaxis: { range } } }, { transition: how, frame: { ...how, redraw: false } });
}

// Everything in a picture is enlarged as one, so that what does not collide at its own size never does.
/** @type {(place: Element, drawn: { size: number[], box?: number[], camera: HTMLElement }, quick: boolean) => void} */
function frame(place, { size: [width, height], box, camera }, quick) {
  const [wide, tall] = [place.clientWidth, place.clientHeight];
  if (!wide || !tall) return;
  const whole = Math.min(wide / width, tall / height);
  const [left, top, across, down] = box ?? [0, 0, width, height];
  const near = Math.min(Math.max(Math.min(wide / across, tall / down), whole), whole * FARTHEST);
  const scale = near < whole * WORTH ? whole : near;
  const move = (room, size, middle) => size * scale <= room ? (room - size * scale) / 2
    : Math.min(0, Math.max(room - size * scale, room / 2 - middle * scale));
  camera.classList.toggle("quick", Boolean(quick));
  camera.style.transform = `translate(${move(wide, width, left + across / 2)}px, ${move(tall, height, top + down / 2)}px) scale(${scale})`;
}

const ACTS = {
  back: () => go(-1),
  on: () => go(1),
  again: () => {
    told.began = Date.now();
    keep(key(told.main), String(told.began), "sessionStorage");
    tell();
  },
  speaker: () => window.open(at(window.location.href, told.now, true), "esimder-speaker", "width=1100,height=760"),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  leave: () => {
    if (told.speaking) { window.close(); return; }
    if (document.fullscreenElement) document.exitFullscreen();
    told.go(`/present?lang=${document.documentElement.lang}`);
  },
};

// Whether the box that has the focus still has words to show the way that a key leads: they come before the next step.
function scrolls(focused, key, by) {
  if (["ArrowLeft", "ArrowRight", "Backspace"].includes(key)) return false;
  for (let box = focused; box && box !== told.main; box = box.parentElement) {
    if (!["auto", "scroll"].includes(getComputedStyle(box).overflowY)) continue;
    if (by < 0 ? box.scrollTop > 0 : box.scrollTop + box.clientHeight < box.scrollHeight - 1) return true;
  }
  return false;
}

window.addEventListener("keydown", (event) => {
  if (!here() || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = /** @type {Element} */ (event.target);
  if (target.closest?.("button, a") && [" ", "Enter"].includes(event.key)) return;
  const by = event.key === " " && event.shiftKey ? -1 : STEPS[event.key];
  if (by && scrolls(event.target, event.key, by)) return; // the browser does it
  if (by) go(by);
  else if (event.key === "Escape") ACTS.leave();
  else if (event.key.toLowerCase() === "f" || event.code === "KeyF") ACTS.full();
  else if (event.key.toLowerCase() === "s" || event.code === "KeyS") ACTS.speaker();
  else return;
  event.preventDefault();
});

window.addEventListener("click", (event) => {
  if (!here()) return;
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest?.("[data-go]"));
  if (button) ACTS[button.dataset.go]();
  else if (target.closest?.(".slide") && !target.closest("a") && event.pointerType === "mouse" && !String(window.getSelection())) go(1);
});

let finger;
window.addEventListener("touchstart", (event) => { finger = event.touches.length === 1 ? event.touches[0] : undefined; }, { passive: true });
window.addEventListener("touchend", (event) => {
  if (!here() || !finger) return;
  const [across, down] = [event.changedTouches[0].clientX - finger.clientX, event.changedTouches[0].clientY - finger.clientY];
  if (Math.abs(across) > 48 && Math.abs(across) > Math.abs(down) * 1.5) go(across < 0 ? 1 : -1);
}, { passive: true });
