// What the browser asks the server for; nothing comes where it could not be had.
export const had = (address, kind, how) =>
  fetch(address, how).then((answer) => (answer.ok ? answer[kind]() : undefined)).catch(() => undefined);

// The address of a view as this browser is to see it: its width and its theme stand in it.
export function view(root, path, query) {
  const asked = new URLSearchParams(query);
  asked.set("_screen", root.told.screen);
  asked.set("_theme", root.told.theme);
  return `/view${path}?${asked}`;
}
