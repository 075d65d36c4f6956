// The server stands at the root, whichever page is opened first.
window.__streamlit = { BACKEND_BASE_URL: `${window.location.origin}/` };
