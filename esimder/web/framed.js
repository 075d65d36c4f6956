// A view inside a page of somebody else: it keeps to itself, stays framed from view to view, and says how high it is.
export const framed = new URLSearchParams(window.location.search).get("embed") === "true";

export function keep(url) {
  if (framed) url.searchParams.set("embed", "true");
  return url;
}

export function settle(root) {
  if (!framed) return;
  root.dataset.embed = "true";
  // The height is no secret; whoever shows the frame sees it.
  new ResizeObserver(() => window.parent.postMessage({ type: "esimder:height", height: root.scrollHeight }, "*")).observe(root);
}
