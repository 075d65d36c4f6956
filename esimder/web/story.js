// The reader's own story: a draft that lives in this browser alone. It is sent to our server to be checked and drawn, which
// keeps nothing of it.
import { had, view } from "./ask.js";
import { save } from "./save.js";
import * as store from "./store.js";

const KEY = "esimder.story";
const LONGEST = 1_000_000; // bytes that our server reads of a draft
const answers = new WeakSet(); // pages that answered something sent from here
let latest = 0;
let waiting;
let unkept = false; // whether this browser refused to keep the draft

// The draft, if what this browser keeps is one.
function draft() {
  try {
    const story = JSON.parse(store.found(KEY));
    return Array.isArray(story?.steps) ? story : null;
  } catch {
    return null;
  }
}

function keep(story) {
  unkept = !store.keep(KEY, story ? JSON.stringify(story) : undefined) && Boolean(story);
}

// The view that is on the screen becomes the last step of the draft.
export function add(button) {
  const story = draft() ?? { steps: [] };
  const { lang } = document.documentElement;
  const seen = new URL(window.location.href);
  seen.searchParams.delete("lang");
  const heading = document.querySelector(".esimder .content h1")?.textContent.trim() ?? "";
  story.steps.push({ view: seen.pathname + seen.search, [`heading_${lang}`]: heading, highlight: [], cites: [] });
  keep(story);
  const words = button.dataset.words ?? (button.dataset.words = button.textContent);
  button.textContent = unkept ? button.dataset.unkept : `${button.dataset.done} · ${story.steps.length}`;
  setTimeout(() => { button.textContent = words; }, unkept ? 6000 : 1500);
}

export function mount(section, data, root) {
  section.tools = { data, root };
  section.querySelector("[data-story-told]").textContent = unkept ? section.dataset.unkept : "";
  if (!section.heard) listen(section);
  section.heard = true;
  // A page that came by itself knows of no draft; what answered one is shown as it is, with a draft or without.
  if (!answers.has(data) && !section.hasAttribute("data-drafted") && draft()) send(section, { story: draft() });
}

async function send(section, body) {
  const mine = (latest += 1);
  const { root } = section.tools;
  const sent = new Blob([JSON.stringify(body)]);
  if (sent.size > LONGEST) {
    section.querySelector("[data-story-told]").textContent = section.dataset.long;
    return;
  }
  const told = await had(view(root, { pathname: "/present", search: window.location.search }), "json", { method: "POST", body: sent });
  if (!told || mine !== latest || !section.isConnected) return;
  if (body.toml !== undefined && told.present?.draft) {
    if (draft() && !window.confirm(section.dataset.sure)) return;
    keep(told.present.draft.story);
  }
  answers.add(told);
  root.show(told);
}

const listed = (text) => text.split(/[\s,|]+/).filter(Boolean);

// The draft as its fields stand; a list is words with space between.
function edited(section) {
  const words = (field) => (["highlight", "cites"].includes(field.dataset.field) ? listed(field.value) : field.value);
  const [title, ...steps] = [...section.querySelectorAll("[data-edit]")].map((part) =>
    Object.fromEntries([...part.querySelectorAll("[data-field]")].map((field) => [field.dataset.field, words(field)])));
  return { ...title, steps };
}

function change(section, story, wait = 0) {
  keep(story);
  clearTimeout(waiting);
  latest += 1; // what is under way is about an older draft
  waiting = setTimeout(() => send(section, { story }), wait);
}

function listen(section) {
  const page = section.closest(".content");
  page.addEventListener("input", (event) => {
    if (event.target.matches("[data-field]")) change(section, edited(section), 600);
  });
  page.addEventListener("change", async (event) => {
    if (event.target.matches("[data-cite]")) {
      const field = event.target.closest("[data-edit]").querySelector("[data-field=cites]");
      const others = listed(field.value).filter((one) => one !== event.target.value);
      field.value = [...others, ...(event.target.checked ? [event.target.value] : [])].join(" ");
      change(section, edited(section));
    }
    if (event.target.matches("[data-story-open]") && event.target.files[0]) {
      const toml = await event.target.files[0].text();
      event.target.value = "";
      send(section, { toml });
    }
  });
  page.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !section.isConnected) return;
    const { present } = section.tools.data;
    const { storyCopy, storySave, storyMove, storyDrop, storyClear } = button.dataset;
    if (storyCopy && (!draft() || window.confirm(section.dataset.sure))) change(section, present[storyCopy].story);
    if (storySave) save(`${storySave}.toml`, "application/toml", present[storySave].toml);
    if (storyClear !== undefined && window.confirm(button.dataset.sure)) { change(section, null); }
    if (storyMove || storyDrop !== undefined) {
      const story = edited(section);
      const at = Number(button.closest("[data-edit]").dataset.edit) - 1;
      const [step] = story.steps.splice(at, 1);
      if (storyMove) story.steps.splice(at + Number(storyMove), 0, step);
      change(section, story);
    }
  });
}
