// What a click asks for. A link holds a whole address, made for the view in which it stands; but the reader may have asked
// for another view already, whose answer is still on its way. Then a click means what it changes, and nothing else is lost.
const MANY = new Set(["kind", "place", "status", "source", "person", "event"]); // filters that may hold several codes

// The address to go to: `link`, which stands in the view `shown`, for a reader who last asked for `wanted`; all of them URLs.
// A `whole` link means all that it says; only the language may have been another wish.
export function wish(wanted, shown, link, whole = false) {
  const next = new URL(link);
  if (!whole && link.pathname === shown.pathname) next.pathname = wanted.pathname;
  next.search = "";
  const names = new Set([wanted, shown, link].flatMap((one) => [...one.searchParams.keys()]));
  for (const name of names) {
    const values = whole && name !== "lang" ? link.searchParams.getAll(name) : chosen(name, wanted, shown, link);
    for (const value of values) next.searchParams.append(name, value);
  }
  return next;
}

function chosen(name, wanted, shown, link) {
  const [now, before, then] = [wanted, shown, link].map((one) => one.searchParams.getAll(name));
  const [out, in_] = [minus(before, then), minus(then, before)];
  if (!out.length && !in_.length) return now;
  // On its way to another page a link names whom or what that page is about, and does not add to it.
  if (!MANY.has(name) || link.pathname !== shown.pathname) return then;
  return [...minus(now, [...out, ...in_]), ...in_];
}

const minus = (some, others) => some.filter((one) => !others.includes(one));
