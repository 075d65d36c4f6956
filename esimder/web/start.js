// What must be said before Streamlit begins. The server stands at the root, whichever page is opened first; and no dialog of
// the framework, which speaks English only.
window.__streamlit = { BACKEND_BASE_URL: `${window.location.origin}/`, HOST_CONFIG: { allowedOrigins: [], blockErrorDialogs: true } };

// From the first view on, going from view to view is a fetch (turn.js), and the address is written there alone. Streamlit
// knows only the page that was opened: on Back it would run that page and take ours away (tests/browser/test_start.py). A
// page of one's own is Streamlit's.
if (!("own" in document.currentScript.dataset)) {
  window.history.pushState = () => undefined;
  window.addEventListener("popstate", (event) => {
    event.stopImmediatePropagation();
    window.dispatchEvent(new CustomEvent("esimder:back"));
  });
}

// Streamlit's socket closes when the server ends.
window.WebSocket = class extends window.WebSocket {
  constructor(...how) {
    super(.../** @type {[string]} */ (how));
    this.addEventListener("close", () => window.dispatchEvent(new CustomEvent("esimder:away")));
  }
};
