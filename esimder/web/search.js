// The search box: hits as one types, by group, each with what matched; arrows, Enter and Escape as in any combobox.
import { had } from "./ask.js";
import { during } from "./html.js";

const HOTKEYS = (event) => (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) || event.key === "/";

export function listen(root) {
  root.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-find]")) return;
    clearTimeout(target.timer);
    target.timer = setTimeout(() => look(root, target), 70);
  });
  root.addEventListener("keydown", (event) => {
    if (event.target.matches("[data-find]")) steer(root, event);
  });
  root.addEventListener("focusin", (event) => {
    if (!event.target.closest(".search")) close(root);
  });
  during(root, document, "keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (!HOTKEYS(event) || (typing && event.key === "/")) return;
    const field = root.querySelector("[data-find]");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

async function look(root, field) {
  const asked = field.value.trim();
  field.asked = asked;
  if (asked.length < 2) return close(root);
  const query = new URLSearchParams(window.location.search);
  query.set("_q", asked);
  query.set("_path", window.location.pathname.slice(1));
  query.set("lang", document.documentElement.lang);
  const groups = await had(`/search?${query}`, "json");
  if (field.asked !== asked || document.activeElement !== field) return undefined;
  return groups ? show(root, field, groups) : close(root);
}

function made(tag, known, ...children) {
  const { dataset, role, ...rest } = known;
  const element = Object.assign(document.createElement(tag), rest);
  if (role) element.setAttribute("role", role);
  element.append(...children);
  return element;
}

function show(root, field, groups) {
  const list = root.querySelector(".hits");
  list.replaceChildren(...groups.map((group, place) => {
    const heading = made("p", { className: "group", id: `hits-${place}`, textContent: group.name });
    const options = group.hits.map((hit, index) => {
      const option = made("a", { href: hit.href, role: "option", id: `hit-${place}-${index}`, tabIndex: -1 },
        made("span", { className: "title", textContent: hit.title }), made("span", { className: "why", textContent: hit.why }));
      option.setAttribute("aria-selected", "false");
      return option;
    });
    const section = made("div", { role: "group" }, heading, ...options);
    section.setAttribute("aria-labelledby", heading.id);
    return section;
  }));
  if (!groups.length) list.append(made("p", { className: "group", textContent: list.dataset.none }));
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  field.removeAttribute("aria-activedescendant");
  root.querySelector("[data-found]").textContent = groups.map((group) => group.name).join("; ") || list.dataset.none;
}

function close(root) {
  const [list, field] = [root.querySelector(".hits"), root.querySelector("[data-find]")];
  if (!list) return;
  clearTimeout(field.timer);
  field.asked = undefined; // an answer that is still under way comes too late
  if (list.hidden) return;
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
}

function steer(root, event) {
  const options = [...root.querySelectorAll(".hits:not([hidden]) [role=option]")];
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") return close(root);
  if (event.key === "Enter") {
    close(root); // it would cover what was asked for
    if (now < 0) return undefined; // the form asks for the words themselves
    event.preventDefault();
    return options[now].click();
  }
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || !options.length) return undefined;
  event.preventDefault();
  const step = event.key === "ArrowDown" ? 1 : -1;
  const next = now < 0 ? (step > 0 ? 0 : options.length - 1) : (now + step + options.length) % options.length;
  if (now >= 0) options[now].setAttribute("aria-selected", "false");
  options[next].setAttribute("aria-selected", "true");
  options[next].scrollIntoView({ block: "nearest" });
  event.target.setAttribute("aria-activedescendant", options[next].id);
  return undefined;
}
