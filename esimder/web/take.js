// Files made on the server while the reader goes on: a tray at the foot of the page says how each stands, and a file
// that is done is saved by the browser.
const WAIT = 300;

export function listen(root) {
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
  const answer = await fetch(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`, { method: "POST" });
  let told = answer.ok ? await answer.json() : { state: "failed" };
  line.cancel.addEventListener("click", () => fetch(`/errand/${told.token}`, { method: "DELETE" }), { once: true });
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

// A line of the tray: what is made, how it stands, and a way to give it up or to put the line away.
function row(root, name, words) {
  let tray = root.parentElement.querySelector(".tray");
  if (!tray) {
    tray = made("div", { className: "tray" });
    tray.setAttribute("role", "status");
    root.after(tray);
  }
  tray.dataset.theme = root.dataset.theme;
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
