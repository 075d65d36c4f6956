// Put into every page before its own scripts: notes when each view last changed, and when the frame with it was done.
(() => {
  const views = VIEWS, changed = {}, done = new MessageChannel();
  let clicked = 0, painted = 0, waiting = false, before = {};
  done.port1.onmessage = () => { painted = performance.now(); waiting = false; };
  const within = (node, selector) => (node.nodeType === 1 ? node : node.parentElement)?.closest(selector);
  // Marks such as "is loading" are no change of a view.
  const about = (record, selector) => !record.attributeName?.startsWith("data-") && within(record.target, selector)
    || [...record.addedNodes].some((node) => node.nodeType === 1 && (node.matches(selector) || node.querySelector(selector)));
  new MutationObserver((records) => {
    let any = false;
    for (const [name, selector] of Object.entries(views)) {
      if (records.some((record) => about(record, selector))) { changed[name] = performance.now(); any = true; }
    }
    if (any && !waiting) { waiting = true; requestAnimationFrame(() => done.port2.postMessage(0)); }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  window.addEventListener("click", (event) => {
    clicked = event.timeStamp;
    for (const name of Object.keys(changed)) delete changed[name];
  }, true);
  // What a reader sees of a view: its words, and the shapes, places and colours of its figure.
  const seen = (selector) => [...document.querySelectorAll(selector)].map((view) => view.textContent + [...view.querySelectorAll("svg *")]
    .map((one) => ["d", "transform", "style", "x", "y"].map((name) => one.getAttribute(name)).join()).join()).join();
  // Milliseconds from the click (or from the navigation) to the frame after the last change of the views; null while
  // a view is as it was before, or something changed less than QUIET ms ago.
  window.bench = (quiet, drawn) => {
    const all = Object.values(changed);
    if (waiting || !drawn.every((one) => document.querySelector(one))) return null;
    if (performance.now() - Math.max(painted, ...all) < quiet) return null;
    const now = Object.fromEntries(Object.entries(views).map(([name, selector]) => [name, seen(selector)]));
    if (Object.keys(now).some((name) => now[name] === before[name])) return null;
    before = now;
    return { ms: painted - clicked, views: Object.fromEntries(Object.entries(changed).map(([name, at]) => [name, at - clicked])) };
  };
})();
