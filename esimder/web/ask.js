// What the browser asks the server for; nothing comes where it could not be had.
export const had = (address, kind, how) =>
  fetch(address, how).then((answer) => (answer.ok ? answer[kind]() : undefined)).catch(() => undefined);

// A view, as the server tells it; or whether the server is lost: away, or a proxy before it that cannot reach it.
export async function answer(address, signal) {
  try {
    const given = await fetch(address, { signal });
    const json = given.headers.get("content-type") === "application/json";
    return json ? { told: await given.json() } : { lost: [502, 503, 504].includes(given.status) };
  } catch {
    return { lost: true };
  }
}

// The address of a view as this browser is to see it: its width, its theme and its language stand in it.
export function view(root, { pathname, search }) {
  const asked = new URLSearchParams(search);
  asked.set("_screen", root.device.screen);
  asked.set("_theme", root.device.theme);
  asked.set("_lang", document.documentElement.lang); // where the address names none: that of the page, which the browser chose
  return `/view${pathname}?${asked}`;
}
