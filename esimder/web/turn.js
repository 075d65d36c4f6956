// From view to view on an open page: the next view is fetched, the address follows, and Back brings the last one again.
// A change of page still goes through Streamlit, which keeps which script is whose.
import { had, view } from "./ask.js";
import { keep } from "./framed.js";
import { during } from "./html.js";

export function turning(root, show) {
  let latest = 0;
  const turn = async (href) => {
    const mine = (latest += 1);
    const { pathname, search } = new URL(href, window.location.href);
    root.turned = true;
    const told = await had(view(root, pathname, search), "json");
    // A later click has overtaken this one, or the reader went to another page.
    if (mine !== latest || pathname !== window.location.pathname) return;
    if (told) show(told);
    else root.rerun(href);
  };
  const again = () => turn(window.location.href);
  during(root, window, "esimder:back", again);
  const to = (href) => {
    const target = keep(new URL(href, window.location.href));
    if (target.pathname !== window.location.pathname) {
      latest += 1; // what is under way is of the page that the reader leaves
      return false;
    }
    window.history.pushState(null, "", target);
    turn(target.href);
    return true;
  };
  return { to, again };
}
