// HTML of the server, whose templates escape every word of the record; there is no other way for HTML into the page.
export function made(html) {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return holder;
}
