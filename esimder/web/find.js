// Finds the names, places and dates of a record in a text, line by line, by the patterns of its lexicon; and people whom
// the record does not know. Pure: a text and a lexicon in, mentions out. No rule about a language stands here.

// `sharp` patterns (names of strangers, acronyms) heed the letter case.
function compiled(lexicon) {
  const whole = (source) => source.replace(/[\ue000-\ue0ff]/g, (sign) => lexicon.parts[sign.charCodeAt(0) - 0xe000]);
  const strangers = {};
  for (const [name, source] of Object.entries(lexicon.strangers)) {
    strangers[name] = new RegExp(source, ["named", "initial", "called", "reverse"].includes(name) ? "gu" : "u");
  }
  return {
    names: lexicon.names.map((one) => ({ ...one, regexp: new RegExp(whole(one.pattern), one.exact ? "gu" : "giu") })),
    dates: lexicon.dates.map(([source, order]) => ({ order, regexp: new RegExp(source, "giu") })),
    strangers,
  };
}

const capital = (text) => /^\p{Lu}/u.test(text);
const apart = (hits, start, end) => hits.every((hit) => hit.end <= start || hit.start >= end);

// A first name or an initial counts only with a capital; the surname must have one.
function person(match, one) {
  const [, border, before = "", surname, after = ""] = match;
  if (!capital(surname)) return null;
  const first = capital(before) ? before : "";
  const last = capital(after.trim()) ? after.trimEnd() : "";
  const at = match.index + border.length + before.length;
  return { kind: "person", ids: [one.id], start: at - first.length, end: at + surname.length + last.length,
    full: Boolean(first || last), alone: one.alone, later: one.later };
}

function thing(match, one) {
  const start = match.index + match[1].length;
  return capital(match[2]) ? { kind: one.kind, ids: [one.id], start, end: start + match[2].length, full: true } : null;
}

// A date as EDTF, or with XXXX for a year that is not printed; empty for what cannot be a date, of which no part is one.
function date(match, order, months) {
  const part = { y: "", m: "", d: "", z: "" };
  [...order].forEach((name, index) => { part[name] = match[index + 2]; });
  const year = part.y || "XXXX";
  const month = part.m && Number(months[part.m.toLowerCase()] || part.m);
  if ([part.y, part.z].some((one) => one && (one < "1900" || one > "2199"))) return "";
  if (part.m && !(month >= 1 && month <= 12)) return "";
  if (part.d && (Number(part.d) < 1 || Number(part.d) > new Date(Number(part.y) || 2000, month, 0).getDate())) return "";
  if (part.z) return part.z > part.y ? `${part.y}/${part.z}` : "";
  const two = (number) => String(number).padStart(2, "0");
  return year + (part.m ? `-${two(month)}` : "") + (part.d ? `-${two(part.d)}` : "");
}

// The days of the record that a date of the text may mean: itself, days within it, or the same day of any year.
export function known(edtf, days) {
  if (edtf.includes("/")) return edtf.split("/").every((end) => days.some((day) => day.startsWith(end))) ? [edtf] : [];
  return edtf.startsWith("XXXX") ? days.filter((day) => day.length === 10 && day.endsWith(edtf.slice(4)))
    : days.filter((day) => day.startsWith(edtf));
}

// Whether a surname that stands alone belongs to somebody else: another first name or initial stands beside it.
/** @param {any} rule the expressions of reader.js */
function foreign(line, hit, hits, rule) {
  const { before, after, start, given, title } = rule;
  const left = before.exec(line.slice(0, hit.start));
  if (left && apart(hits, left.index, left.index + left[1].length) && !title.test(left[1])) {
    if (left[1].endsWith(".") || given.test(left[1]) || !start.test(line.slice(0, left.index))) return true;
  }
  const right = after.exec(line.slice(hit.end));
  if (!right || !given.test(right[1])) return false;
  const from = hit.end + right[0].length - right[1].length;
  return apart(hits, from, from + right[1].length);
}

function strangers(line, hits, rules) {
  const found = [];
  for (const look of ["named", "initial", "reverse", "called"]) {
    for (const match of line.matchAll(rules[look])) {
      const [whole, border, first, second] = match;
      const start = match.index + border.length;
      const end = match.index + whole.length;
      if (!apart([...hits, ...found], start, end) || rules.title.test(first)) continue;
      if (look === "named" && !rules.given.test(first) && rules.start.test(line.slice(0, start))) continue;
      const gap = look === "initial" && !/\s$/u.test(first) ? "" : " ";
      found.push({ kind: "stranger", ids: [], start, end, name: first.trim() + gap + second });
    }
  }
  return found;
}

// Every mention in the order of the text: {line, start, end, kind, ids}, with `edtf` for a date and `name` for a stranger.
export function find(text, lexicon) {
  const rules = compiled(lexicon);
  const lines = text.split("\n");
  const raw = lines.map((line) => {
    const hits = [];
    for (const one of rules.names) {
      for (const match of line.matchAll(one.regexp)) hits.push(one.kind === "person" ? person(match, one) : thing(match, one));
    }
    for (const { regexp, order } of rules.dates) {
      for (const match of line.matchAll(regexp)) {
        hits.push({ kind: "date", ids: [], edtf: date(match, order, lexicon.months), full: true,
          start: match.index + match[1].length, end: match.index + match[0].length });
      }
    }
    return hits.filter(Boolean);
  });
  const met = new Set(raw.flat().filter((hit) => hit.kind === "person" && hit.full).flatMap((hit) => hit.ids));
  return raw.flatMap((candidates, index) => {
    const line = lines[index];
    const hits = [];
    const longest = (one, other) => Number(other.full) - Number(one.full) || (other.end - other.start) - (one.end - one.start);
    for (const hit of candidates.sort(longest)) {
      const twin = hits.find((other) => other.start === hit.start && other.end === hit.end && other.kind === hit.kind);
      if (twin) twin.ids = [...new Set([...twin.ids, ...hit.ids])];
      else if (apart(hits, hit.start, hit.end) && (hit.full || (hit.alone && (!hit.later || met.has(hit.ids[0]))
        && !foreign(line, hit, hits, rules.strangers)))) hits.push(hit);
    }
    return [...hits, ...strangers(line, hits, rules.strangers)].filter(({ edtf }) => edtf !== "").sort((one, other) => one.start - other.start)
      .map(({ kind, ids, start, end, edtf, name }) => ({ line: index + 1, start, end, kind, ids, edtf, name }));
  });
}
