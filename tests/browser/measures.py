"""What a page looks like in numbers: what is cut, which name is broken, which label is out of place."""

# Words that are cut off or leave the window, and boxes that are scrolled sideways; the line of chips may be, so that it
# never moves what is under the pointer.
CUT = """() => {
  const seen = [...document.querySelectorAll(".esimder *:not(svg *, .hidden, .hidden *, .layer *, option)")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const flows = (one, ...how) => how.includes(getComputedStyle(one).overflowX) && one.clientWidth > 0;
  const scrolled = (one) => !one.matches(".chips") && flows(one, "auto", "scroll");
  const found = seen.filter((one) => scrolled(one) && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `scrolls sideways: ${one.className} ${one.scrollWidth} in ${one.clientWidth}`);
  for (const one of seen) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || one.matches(".skip, .chips *")) continue;
    const box = one.getBoundingClientRect();
    const hides = flows(one, "hidden", "clip") && one.scrollWidth > one.clientWidth + 1;
    if (hides || box.left < -1 || box.right > window.innerWidth + 1)
      found.push(`cut: ${one.className || one.tagName} to ${box.right}: ${one.textContent.trim().slice(0, 50)}`);
  }
  return [...new Set(found)];
}"""
# Names in which a word stands on two lines; after a hyphen a line may end.
BROKEN = """() => {
  const broken = [];
  for (const name of document.querySelectorAll(".who, .columns a, h1, .card h2, th[scope=row] a, .state, .side h2")) {
    if (!name.checkVisibility()) continue;
    const walker = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      for (const word of node.textContent.matchAll(/[^\\s\\u00a0\\u2010-\\u2014/-]+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((box) => Math.round(box.top / 4))).size > 1) broken.push(word[0]);
      }
    }
  }
  return broken;
}"""
# Labels that leave their figure, and labels of one layer that lie on one another.
LABELS = """() => {
  const found = [];
  for (const place of document.querySelectorAll("[data-figure]")) {
    const edge = place.getBoundingClientRect();
    const labels = [...place.querySelectorAll(".layer text")]
      .filter((one) => one.textContent.trim() && one.checkVisibility())
      .map((one) => ({ text: one.textContent, layer: one.closest(".layer"), box: one.getBoundingClientRect() }));
    for (const { text, box } of labels)
      if (box.left < edge.left - 1.5 || box.right > edge.right + 1.5
        || box.top < edge.top - 3 || box.bottom > edge.bottom + 3)
        found.push(`leaves the ${place.dataset.figure}: ${text}`);
    labels.forEach((one, at) => labels.slice(at + 1).forEach((other) => {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (one.layer === other.layer && across > 2 && down > 0.45 * Math.min(one.box.height, other.box.height))
        found.push(`on one another in the ${place.dataset.figure}: ${one.text} / ${other.text}`);
    }));
  }
  return found;
}"""
# Figures on paper: how far each sticks out of the sheet, and the widths of its layers beside that of its place.
PAPER = """() => [...document.querySelectorAll("[data-figure]")].map((place) => {
  const box = place.getBoundingClientRect();
  const layers = [...place.querySelectorAll(".main-svg")].map((one) => one.getBoundingClientRect());
  const within = box.left >= -1 && box.right <= window.innerWidth + 1;
  const same = (one) => ["left", "top", "width", "height"].every((side) => Math.abs(one[side] - box[side]) < 1.5);
  return [place.dataset.figure, within && layers.length > 0 && layers.every(same)];
})"""
