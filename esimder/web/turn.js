// From view to view on an open page: the next view is fetched, the address follows, and Back brings the last one again.
// A change of page still goes through Streamlit, which keeps which script is whose.
import { keep } from "./framed.js";

export function turning(root, show, rerun) {
  let latest = 0;
  const turn = async (href) => {
    const mine = (latest += 1);
    const { pathname, search } = new URL(href, window.location.href);
    const asked = new URLSearchParams(search);
    asked.set("_screen", root.told.screen);
    asked.set("_theme", root.told.theme);
    const answer = await fetch(`/view${pathname}?${asked}`).catch(() => undefined);
    if (mine !== latest) return; // a later click has overtaken this one
    if (answer?.ok) show(await answer.json());
    else rerun(href);
  };
  window.addEventListener("esimder:back", () => turn(window.location.href));
  return (href) => {
    const target = keep(new URL(href, window.location.href));
    if (target.pathname !== window.location.pathname) return false;
    window.history.pushState(null, "", target);
    turn(target.href);
    return true;
  };
}
