// Rows of our tables for what a text names and the record does not know: drafts that a person completes and checks.

const FORMULA = /^[=+\-@\t\r]/;

// One table as CSV for a spreadsheet; no cell is taken for a formula.
export function csv(columns, rows) {
  const cell = (value) => {
    const text = FORMULA.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns, ...rows.map((row) => columns.map((name) => String(row[name] ?? "")))];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function tongue(text) {
  if (/[A-Za-z]/.test(text)) return "en";
  return /[әғқңөұүһі]/iu.test(text) ? "kk" : "ru";
}

// The strangers of a text, each once under the name that stands first: {id, name, spellings, lines}, a line with what it prints.
export function strangers(mentions, lines) {
  const found = new Map();
  for (const one of mentions.filter(({ kind }) => kind === "stranger")) {
    const key = one.name.toLowerCase();
    if (!found.has(key)) found.set(key, { id: `draft-${found.size + 1}`, name: one.name, spellings: new Set(), lines: new Map() });
    const printed = lines[one.line - 1].slice(one.start, one.end);
    found.get(key).spellings.add(printed);
    if (!found.get(key).lines.has(one.line)) found.get(key).lines.set(one.line, printed);
  }
  return [...found.values()];
}

// New people are restricted until somebody decides otherwise; what they did is for a reader to say.
export function rows(people, uncited, dates, source) {
  const named = [...people, ...uncited].flatMap(({ id, kind, lines }) => [...lines].map(([line, printed]) => ({ locator: `line:${line}`,
    ...(kind === "place" ? { place_id: id } : { person_id: id, kind: "role", value: "named", name_printed: printed }) })));
  const dated = dates.flatMap(({ edtf, lines }) => [...lines.keys()].map((line) => ({ locator: `line:${line}`, date: edtf })));
  return {
    people: people.map(({ id, name, spellings }) => ({ person_id: id, [`name_${tongue(name)}`]: name, kind: "person",
      aliases: [...spellings].filter((one) => one !== name).join("|"), visibility: "restricted" })),
    statements: [...named, ...dated].map((row, index) => ({ statement_id: `draft-s${index + 1}`, source_id: source, ...row })),
  };
}
