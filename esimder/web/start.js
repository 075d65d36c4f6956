// The server stands at the root, whichever page is opened first; and no dialog of the framework, which speaks English only.
window.__streamlit = { BACKEND_BASE_URL: `${window.location.origin}/`, HOST_CONFIG: { allowedOrigins: [], blockErrorDialogs: true } };
// Back within a page is a fetch of that page's view (turn.js) and no rerun; Streamlit, which listens later, is not told.
window.addEventListener("popstate", (event) => {
  const root = document.querySelector(".esimder[data-address]");
  if (!root || root.dataset.address !== window.location.pathname) return;
  event.stopImmediatePropagation();
  window.dispatchEvent(new CustomEvent("esimder:back"));
});
