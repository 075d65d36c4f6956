import { had } from "./ask.js";
import { made } from "./html.js";

// The menus of the filter line: a menu fetches what it offers when it is first opened, and keeps it from view to view;
// what stands chosen in it comes with every view. A menu that could not be had is asked for again when it is wanted again.
export async function fill(menu) {
  const body = menu.querySelector("[data-body]");
  const asked = menu.dataset.options;
  if (body.dataset.filled !== asked && body.asked !== asked) {
    body.asked = asked;
    const html = await had(asked, "text");
    if (body.asked !== asked) return;
    if (html === undefined) {
      body.asked = undefined;
      return;
    }
    body.replaceChildren(...made(html).childNodes);
    body.dataset.filled = asked;
  }
  settle(menu);
}

export function settle(menu) {
  if (!menu.querySelector("[data-filled]")) return;
  const chosen = JSON.parse(menu.dataset.chosen);
  for (const box of menu.querySelectorAll("[data-body] input[type=checkbox]")) box.checked = chosen[box.name].includes(box.value);
  for (const day of menu.querySelectorAll("[data-day]")) {
    const parts = chosen[day.dataset.day].split("-");
    ["year", "month", "date"].forEach((part, at) => { day.querySelector(`[data-part=${part}]`).value = parts[at] ?? ""; });
  }
}

export function narrow(field) {
  const wanted = field.value.toLocaleLowerCase();
  for (const option of field.closest("form").querySelectorAll("label.option")) {
    option.hidden = !option.textContent.toLocaleLowerCase().includes(wanted);
  }
}

// The address that a form asks for: today's query, with the form's own fields put in place of what it had.
export function address(form) {
  const query = new URLSearchParams(window.location.search);
  const own = new Set([...form.elements].map((field) => field.name).filter(Boolean));
  for (const day of form.querySelectorAll("[data-day]")) own.add(day.dataset.day);
  for (const name of [...own, "part"]) query.delete(name); // another question begins at the first part of its table
  for (const [name, value] of new FormData(form)) if (value && !name.startsWith("_")) query.append(name, String(value));
  for (const day of form.querySelectorAll("[data-day]")) {
    const [year, month, date] = ["year", "month", "date"].map((part) => day.querySelector(`[data-part=${part}]`).value);
    const parts = [year, month, date];
    const given = parts.slice(0, parts.indexOf("") === -1 ? 3 : parts.indexOf(""));
    if (given.length) query.append(day.dataset.day, given.join("-"));
  }
  return `${window.location.pathname}?${query}`;
}
