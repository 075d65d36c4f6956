// A row of a list lights its marks: those that lead to the events and places of the row.
const ROWS = ":is(.content, .side, .beside) :is([data-lights], tr, li, .statement)";

export function lighting(root) {
  for (const come of ["pointerover", "focusin"]) root.addEventListener(come, (event) => light(root, event.target.closest(ROWS)));
}

function light(root, row) {
  if (root.lighting === row) return;
  root.lighting = row;
  for (const mark of root.querySelectorAll("path.point.lit")) mark.classList.remove("lit");
  if (!row) return;
  const codes = own(row.dataset.lights ?? [...row.querySelectorAll("a[href^='/']")].map((one) => one.search.slice(1)).join("&"));
  for (const mark of root.querySelectorAll("[data-figure] > .layer path.point")) {
    const leads = mark.closest(".layer").leads?.[mark.closest("g.trace")?.__data__[0].trace.index]?.[mark.__data__.i];
    if (leads && [...own(leads.split("?")[1])].some((one) => codes.has(one))) mark.classList.add("lit");
  }
}

// The events and places of an address that the view of now does not have.
function own(query) {
  const now = new Set(codes(window.location.search));
  return new Set(codes(query).filter((one) => !now.has(one)));
}

function codes(query) {
  return [...new URLSearchParams(query)].filter(([name]) => name === "event" || name === "place").map((pair) => pair.join("="));
}
