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
  const address = `${form.getAttribute("action")}?${new URLSearchParams(/** @type {any} */ (new FormData(form)))}`;
  let token; // the token, once the server has said it
  let cancelled = false;
  const cancel = () => {
    cancelled = true;
    if (token) fetch(`/job/${token}`, { method: "DELETE" }).catch(() => undefined);
  };
  line.cancel.addEventListener("click", cancel, { once: true });
  const answer = await fetch(address, { method: "POST" }).catch(() => undefined);
  let job = answer?.ok ? await answer.json() : { state: answer?.status === 429 ? "full" : "failed" };
  token = job.token;
  if (cancelled) cancel();
  while (["waiting", "working"].includes(job.state)) {
    line.say(job.step || words[job.state]);
    await new Promise((go) => setTimeout(go, WAIT));
    const next = await fetch(`/job/${job.token}`).catch(() => undefined);
    job = next?.ok ? await next.json() : { ...job, state: "failed" };
  }
  line.say(words[job.state]);
  line.end(job.state === "done" ? job : undefined);
}

function made(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

const standing = () => /** @type {HTMLElement | null} */ (document.querySelector("body > .tray"));

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
  const line = made("div", { className: "job" });
  const [title, state, cancel] = [made("b", { textContent: name }), made("span", {}), made("button", { type: "button", textContent: words.cancel })];
  line.append(title, state, cancel);
  tray.append(line);
  return {
    cancel,
    say: (text) => { if (state.textContent !== text) state.textContent = text; },
    end: (job) => {
      line.classList.add("ended");
      const close = made("button", { type: "button", textContent: words.close });
      close.addEventListener("click", () => line.remove());
      cancel.replaceWith(close);
      if (!job) return;
      const link = made("a", { href: `/job/${job.token}/file`, download: job.name, textContent: job.name });
      state.after(link);
      link.click();
    },
  };
}
