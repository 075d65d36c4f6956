// Put into every page before its own scripts: notes when each view last changed, and when the frame with it was done.
(() => {
  const views = VIEWS, changed = {}, done = new MessageChannel();
  let clicked = 0, painted = 0, waiting = false;
  done.port1.onmessage = () => { painted = performance.now(); waiting = false; };
  const within = (node, selector) => (node.nodeType === 1 ? node : node.parentElement)?.closest(selector);
  const about = (record, selector) => within(record.target, selector)
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
  // Milliseconds from the click (or from the navigation) to the frame after the last change of the views; null while
  // a view that must have changed has not, or something changed less than QUIET ms ago.
  window.bench = (quiet, must, drawn) => {
    const all = Object.values(changed);
    if (waiting || !must.every((name) => name in changed) || !drawn.every((one) => document.querySelector(one))) return null;
    if (performance.now() - Math.max(painted, ...all) < quiet) return null;
    return { ms: painted - clicked, views: Object.fromEntries(Object.entries(changed).map(([name, at]) => [name, at - clicked])) };
  };
})();
