// HTML of the server, whose templates escape every word of the record; there is no other way for HTML into the page.
export function made(html) {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return holder;
}

// Hears what the window or the document says, as long as the page that asked is the one on the screen.
export function during(root, target, kind, work) {
  const hear = (event) => { if (root.isConnected) work(event); else target.removeEventListener(kind, hear); };
  target.addEventListener(kind, hear);
}
