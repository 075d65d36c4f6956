// A mark that stands for several opens as a list of them: one of them, all of them, or their days can be chosen from it.
// It stands after its figure, so that the Tab key finds it there, and goes with the next view.
export function crowd(figure, told, at) {
  close(figure);
  const box = made("div", "crowd");
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", told.title);
  const list = made("ul");
  for (const [href, title, when] of told.items) list.append(within(made("li"), link(href, title), made("span", "quiet", when)));
  const ways = told.ways.map(([href, words]) => within(made("p"), link(href, words)));
  within(box, made("h2", "", told.title), list, ...ways);
  figure.after(box);
  place(box, at);
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const gone = (event) => {
    const escaped = event.key === "Escape";
    if (box.isConnected && !escaped && (event.type !== "pointerdown" || box.contains(event.target))) return;
    box.remove();
    for (const kind of ["pointerdown", "keydown"]) document.removeEventListener(kind, gone, true);
    if (escaped) before?.focus?.();
  };
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, gone, true);
  box.focus({ preventScroll: true });
}

export function close(figure) {
  if (figure.nextElementSibling?.classList.contains("crowd")) figure.nextElementSibling.remove();
}

// Beside the hand, and wholly within the window.
function place(box, { x, y }) {
  const { width, height } = box.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  box.style.left = `${Math.max(8, Math.min(x + 12, clientWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(y + 12, clientHeight - height - 8))}px`;
}

function made(name, look = "", words = "") {
  return Object.assign(document.createElement(name), { className: look, textContent: words });
}

function link(href, words) {
  const one = made("a", "", words);
  one.setAttribute("href", href);
  return one;
}

function within(outer, ...inner) {
  outer.append(...inner);
  return outer;
}
