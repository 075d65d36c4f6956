// From view to view on an open page, another page or the same: the address says what is wanted, the server is asked for it,
// and what it answers last is shown. While it does not answer, a line says so, and it is asked again until it does.
import { answer, view } from "./ask.js";
import { keep } from "./framed.js";
import { during } from "./html.js";
import { wish } from "./wish.js";

const QUICK = 250; // ms in which a view mostly comes; only a longer wait is shown, since showing it styles all of the page again
const LONG = 3_000; // ms after which a wait is told in words
const LOST = 30_000; // ms after which an answer is not waited for any more
const AGAIN = 1_000; // ms from one attempt to the next

export function turning(root, show) {
  let latest = 0;
  let under;
  const ask = (address) => {
    under?.abort();
    under = new AbortController();
    const lost = setTimeout((one) => one.abort(), LOST, under);
    return answer(address, under.signal).finally(() => clearTimeout(lost));
  };
  // Nobody waits for a view that is asked for quietly: it is shown if it is another one than that on the screen.
  const turn = async (quietly = false) => {
    if (root.data.own) return; // Streamlit's
    const mine = (latest += 1);
    if (!quietly) wait(root);
    for (;;) {
      const { told, lost } = await ask(view(root, window.location));
      if (mine !== latest) return; // a later wish has overtaken this one
      if (told && !(quietly && JSON.stringify(told) === JSON.stringify(root.data))) return void show(told);
      if (!lost) return void (told || quietly ? arrived(root) : window.location.reload()); // the browser shows what is there
      if (!quietly || !root.querySelector("[data-present]")) say(root, "away"); // a room need not know
      await new Promise((go) => setTimeout(go, AGAIN));
      if (mine !== latest) return;
    }
  };
  const go = (href, whole = false) => {
    const link = keep(new URL(href, window.location.href));
    if (root.data.own) return void window.location.assign(link);
    const shown = new URL(root.data.address ?? window.location.href, link);
    const target = window.location.href === root.at ? link : wish(new URL(window.location.href), shown, link, whole);
    // Only here is the address written (start.js).
    if (target.href !== window.location.href) History.prototype.pushState.call(window.history, null, "", target);
    turn();
  };
  during(root, window, "esimder:back", () => turn());
  // A wish that is under way finds out by itself that the server is away.
  during(root, window, "esimder:away", () => { if (!root.waiting) turn(true); });
  return { go, again: turn };
}

function wait(root) {
  clearTimeout(root.waiting);
  clearTimeout(root.worded);
  root.waiting = setTimeout(() => root.setAttribute("aria-busy", "true"), QUICK);
  root.worded = setTimeout(() => say(root, "slow"), LONG);
}

export function arrived(root) {
  clearTimeout(root.waiting);
  clearTimeout(root.worded);
  root.waiting = undefined;
  root.removeAttribute("aria-busy");
  root.line.replaceChildren();
}

// The line stands beside the page: what is busy is not read out, and the page may change meanwhile.
function say(root, what) {
  clearTimeout(root.worded);
  root.line.dataset.theme = root.dataset.theme;
  if (root.line.textContent !== root.words[what]) root.line.textContent = root.words[what];
}
