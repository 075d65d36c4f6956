// For a page of somebody else that shows a view in a frame: gives the frame the height that the view asks for.
const home = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src).origin;

window.addEventListener("message", ({ origin, source, data }) => {
  if (origin !== home || data?.type !== "esimder:height" || !Number.isFinite(data.height)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source) frame.style.height = `${Math.ceil(data.height)}px`;
  }
});
