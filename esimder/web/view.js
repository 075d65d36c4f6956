// The browser's half of a page: it puts the HTML of the server in place, draws the figures that stand in it, and turns
// every click into an address to go to (turn.js). It holds no state of its own: the address is the state.
import { draw, plotly, release } from "./draw.js";
import { keep, settle as framing } from "./framed.js";
import { during, made } from "./html.js";
import { lighting } from "./lights.js";
import { address, fill, narrow, settle } from "./menus.js";
import morphdom from "./vendor/morphdom-esm.js";
import { listen as listenForSearch } from "./search.js";
import { listen as listenForTaking } from "./take.js";
import { arrived, turning } from "./turn.js";

const SETTLING = 300; // ms in which Streamlit, from which the paper's colour comes, follows another theme
let goal = window.location.hash; // the part of a page that a link leads to, until that page is there

export default function ({ data, parentElement }) {
  const begun = parentElement.querySelector(".esimder");
  const root = begun ?? begin(parentElement);
  if (!begun) show(root, data);
  // What Streamlit sends later is of the view that was opened; but the record may be another one now. And a reader may have
  // gone Back before there was anything to see.
  if (data.own) return void show(root, { ...data, device: device() });
  if (begun ? root.given !== data.html : left()) root.turn.again(true);
  root.given = data.html;
  look(root);
}

function begin(parent) {
  /** @type {any} the element carries what the other scripts call: turn, go, show, line */
  const root = Object.assign(document.createElement("div"), { className: "esimder" });
  root.line = Object.assign(document.createElement("p"), { className: "unanswered" });
  root.line.setAttribute("role", "status");
  parent.append(root, root.line);
  // Streamlit's box around us would be the first stop of the Tab key, and nothing shows that it is.
  document.querySelector("[data-testid=stMain]")?.setAttribute("tabindex", "-1");
  root.turn = turning(root, (told) => show(root, told));
  root.go = (address, whole) => {
    goal = new URL(address, window.location.href).hash;
    root.turn.go(address, whole);
  };
  root.show = (told) => show(root, told);
  framing(root);
  listenForTaking(root);
  listen(root);
  listenForSearch(root);
  lighting(root);
  during(root, window, "resize", () => look(root));
  during(root, window.matchMedia("(prefers-color-scheme: dark)"), "change", () => setTimeout(() => look(root), SETTLING));
  return root;
}

// Whether the address is no longer the one that was opened.
function left() {
  const [{ name }] = performance.getEntriesByType("navigation");
  return name.split("#")[0] !== window.location.href.split("#")[0];
}

function show(root, data) {
  const moved = root.data && root.data.path !== data.path;
  root.data = data;
  root.at = window.location.href; // for which this came; another one is a wish that is not answered yet
  root.device ??= data.device;
  root.words = data.waiting;
  const page = document.documentElement;
  document.title = data.title;
  // To write a language or a theme again would have the browser style all of the page again.
  if (page.lang !== data.lang) page.lang = data.lang;
  if (root.dataset.theme !== data.device.theme) {
    page.style.colorScheme = data.device.theme;
    root.dataset.theme = data.device.theme;
  }
  root.dataset.path = data.path;
  root.toggleAttribute("data-own", Boolean(data.own));
  const said = root.querySelector("[data-held]")?.textContent;
  const still = held(root);
  if (moved) replace(root, data.html);
  else morph(root, data.html);
  still();
  tell(root, said);
  arrived(root);
  if (moved) arrive(root);
  if (goal) reach(goal);
  goal = "";
  for (const menu of root.querySelectorAll("details[data-options]")) if (menu.open) fill(menu); else settle(menu);
  draw(root, data);
  const reader = root.querySelector("[data-reader]");
  if (reader && data.reader) part(root, import("./reader.js"), ({ mount }) => mount(reader, data.reader));
  const story = root.querySelector("[data-present]");
  if (story) part(root, import("./present.js"), ({ mount }) => mount(story, data, { plotly, go: root.go }));
  const draft = root.querySelector("[data-draft]");
  if (draft) part(root, import("./story.js"), ({ mount }) => mount(draft, data, root));
}

// What only some pages need comes when it is needed; when it does not, the server is away or the reader has left.
function part(root, coming, use) {
  coming.then(use, () => { root.line.textContent = root.words.away; });
}

// What the hand is on stays under it, whatever comes or goes above: a figure in which a mark was clicked.
function held(root) {
  const figure = root.held?.closest(".figure");
  root.held = undefined;
  const before = figure?.getBoundingClientRect().top;
  return () => {
    if (!figure?.isConnected) return;
    const moved = () => figure.getBoundingClientRect().top - before;
    if (moved()) scrolling(figure).scrollTop += moved();
    // The page begins below: room above keeps the figure where it is, until the next view.
    if (moved() < 0) figure.closest(".content > *").style.marginTop = `${-moved()}px`;
  };
}

function scrolling(one) {
  for (let outer = one.parentElement; outer; outer = outer.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(outer).overflowY) && outer.scrollHeight > outer.clientHeight) return outer;
  }
  return document.scrollingElement;
}

// How much a view holds is read out where it changes; a filter that leaves the numbers as they were is told as well.
function tell(root, said) {
  const line = root.querySelector("[data-held]");
  const asked = window.location.pathname + window.location.search;
  if (line && said === line.textContent && root.told_of !== asked) line.replaceChildren(said);
  root.told_of = asked;
}

// Another page begins anew: no menu of the one before stands open in it.
function replace(root, html) {
  release(root);
  root.replaceChildren(...made(html).childNodes);
}

// The figures are drawn by Plotly inside elements that the HTML only names; a menu that the reader opened stays open.
function morph(root, html) {
  const next = made(html);
  next.className = root.className;
  for (const { name, value } of root.attributes) next.setAttribute(name, value);
  morphdom(root, next, {
    onBeforeElUpdated(from, to) {
      if (from.dataset.figure && from.dataset.figure === to.dataset.figure) {
        from.setAttribute("style", to.getAttribute("style") || "");
        return false;
      }
      if (from.dataset.filled && from.dataset.filled === to.closest("details")?.dataset.options) return false;
      if (from.classList.contains("hits") && !from.hidden) return false;
      if (from.dataset.reader && from.dataset.reader === to.dataset.reader) return false;
      if (from.dataset.picture && from.dataset.picture === to.dataset.picture) return false;
      if (from.tagName === "DETAILS" && from.open) to.open = true;
      if (from.classList.contains("filters") && from.classList.contains("open")) to.classList.add("open");
      if (from === document.activeElement && from.matches("input[type=search], textarea")) to.value = from.value;
      return !from.isEqualNode(to);
    },
  });
}

function listen(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='/']");
    if (link && !link.target && !link.hasAttribute("download") && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      if (link.hasAttribute("data-leave")) window.location.assign(keep(new URL(link.href)));
      else root.go(link.getAttribute("href"), link.hasAttribute("data-whole"));
      return;
    }
    // No step of history: Back from a part of a page would ask for the same view again.
    const anchor = event.target.closest("a[href^='#']");
    if (anchor) {
      event.preventDefault();
      reach(anchor.getAttribute("href"), true);
    }
    const more = event.target.closest("[data-more]");
    if (more) more.setAttribute("aria-expanded", String(more.closest(".filters").classList.toggle("open")));
    const opens = event.target.closest("[data-open-menu]");
    if (opens) {
      event.stopPropagation();
      const menu = root.querySelector(`details[data-menu=${opens.dataset.openMenu}]`);
      menu.open = true;
      menu.querySelector("summary").focus();
      return;
    }
    const added = event.target.closest("[data-add-step]");
    if (added) part(root, import("./story.js"), ({ add }) => add(added));
    if (event.target.closest("[data-copy]")) copy(root, event.target.closest("[data-copy]"));
    for (const menu of root.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  // Not on focusout: to close a menu while a click in it moves the focus crashes Chromium's tab.
  root.addEventListener("focusin", (event) => {
    // What holds the menu takes the focus when the hand goes down in it: to close it then crashes Chromium's tab, too.
    for (const menu of root.querySelectorAll("details.menu[open]"))
      if (!menu.contains(event.target) && !event.target.contains(menu)) menu.open = false;
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of root.querySelectorAll("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  // What a menu offers is there before the hand or the key has opened it.
  for (const near of ["focusin", "pointerover"]) {
    root.addEventListener(near, (event) => {
      const menu = event.target.closest("summary")?.parentElement;
      if (menu?.dataset.options && menu.dataset.menu !== "take") fill(menu);
    });
  }
  root.addEventListener("toggle", (event) => {
    if (event.target.matches("details[data-options][open]")) fill(event.target);
  }, true);
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    root.go(address(event.target));
    const menu = event.target.closest("details.menu");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); } // it would cover what was asked for
  });
  root.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-live]");
    if (form && event.target.name) root.go(address(form));
    if (event.target.matches("[data-narrow]")) narrow(event.target);
    if (event.target.matches("[data-exact]")) spell(root, event.target);
  });
  root.addEventListener("input", (event) => { if (event.target.matches("[data-narrow]")) narrow(event.target); });
}

function spell(root, box) {
  const query = new URLSearchParams(window.location.search);
  query.delete("spelling");
  query.delete("part");
  if (box.checked) query.set("spelling", "exact");
  root.go(`${window.location.pathname}?${query}`);
}

async function copy(root, button) {
  const link = button.dataset.text ?? window.location.href;
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: link });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  if (button.copied) return;
  const words = [...button.childNodes];
  button.copied = true;
  button.replaceChildren(button.dataset.done);
  setTimeout(() => { button.replaceChildren(...words); button.copied = false; }, 1500);
}

// The server cannot see how wide the window is or which theme it has; it draws for what it was told last.
function device() {
  const width = window.innerWidth;
  const paper = getComputedStyle(document.querySelector(".stApp") || document.body).backgroundColor;
  const [red, green, blue] = paper.match(/[\d.]+/g).map(Number);
  return {
    screen: width < 640 ? "phone" : width < 1024 ? "tablet" : width < 1500 ? "desktop" : "wide",
    theme: red * 0.3 + green * 0.6 + blue * 0.1 < 128 ? "dark" : "light",
  };
}

// Another width or theme than the view was drawn for is asked for at once.
function look(root) {
  if (root.data.own) return;
  const seen = device();
  if (seen.screen === root.device.screen && seen.theme === root.device.theme) return;
  root.device = seen;
  root.turn.again(!root.waiting);
}

function reach(hash, focus = false) {
  const part = document.getElementById(hash.slice(1));
  part?.scrollIntoView();
  if (focus) part?.focus({ preventScroll: true });
}

// On another page the reader starts at its heading, at the top, and not where the last link was.
function arrive(root) {
  scrollToTop();
  const heading = root.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function scrollToTop() {
  const main = document.querySelector("[data-testid=stMain], .stMain");
  if (main) main.scrollTo({ top: 0 });
}
