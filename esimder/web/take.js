// Files made on the server while the reader goes on: a tray at the foot of the page says how each stands, and a file
// that is done is saved by the browser. The tray is no part of a page: it stays when the reader goes to another one.
const WAIT = 300;

export function listen(root) {
  new MutationObserver(() => themed(root)).observe(root, { attributeFilter: ["data-theme"] });
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-take]");
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const menu = form.closest("details");
    const words = JSON.parse(form.closest("[data-words]").dataset.words);
    menu.open = false;
    menu.querySelector("summary").focus();
    take(row(root, form.querySelector("[data-name]").textContent, words), form, words);
  }, true);
}

async function take(line, form, words) {
  const asked = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
  let given; // the token, once the server has said it
  let left = false;
  const giveUp = () => {
    left = true;
    if (given) fetch(`/errand/${given}`, { method: "DELETE" }).catch(() => undefined);
  };
  line.cancel.addEventListener("click", giveUp, { once: true });
  const answer = await fetch(asked, { method: "POST" }).catch(() => undefined);
  let told = answer?.ok ? await answer.json() : { state: answer?.status === 429 ? "full" : "failed" };
  given = told.token;
  if (left) giveUp();
  while (["waiting", "working"].includes(told.state)) {
    line.say(told.step || words[told.state]);
    await new Promise((go) => setTimeout(go, WAIT));
    const next = await fetch(`/errand/${told.token}`).catch(() => undefined);
    told = next?.ok ? await next.json() : { ...told, state: "failed" };
  }
  line.say(words[told.state]);
  line.end(told.state === "done" ? told : undefined);
}

function made(tag, known) {
  return Object.assign(document.createElement(tag), known);
}

const standing = () => document.querySelector("body > .tray");

function themed(root) {
  if (standing()) standing().dataset.theme = root.dataset.theme;
}

// A line of the tray: what is made, how it stands, and a way to give it up or to put the line away.
function row(root, name, words) {
  const tray = standing() ?? made("div", { className: "tray" });
  if (!tray.isConnected) {
    tray.setAttribute("role", "status");
    document.body.append(tray);
  }
  themed(root);
  const line = made("div", { className: "errand" });
  const [title, state, cancel] = [made("b", { textContent: name }), made("span", {}), made("button", { type: "button", textContent: words.cancel })];
  line.append(title, state, cancel);
  tray.append(line);
  return {
    cancel,
    say: (text) => { if (state.textContent !== text) state.textContent = text; },
    end: (told) => {
      line.classList.add("ended");
      const close = made("button", { type: "button", textContent: words.close });
      close.addEventListener("click", () => line.remove());
      cancel.replaceWith(close);
      if (!told) return;
      const link = made("a", { href: `/errand/${told.token}/file`, download: told.name, textContent: told.name });
      state.after(link);
      link.click();
    },
  };
}
