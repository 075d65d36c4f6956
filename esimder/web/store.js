// What this browser keeps of what a reader made. One may keep nothing, where cookies are blocked or there is no room left:
// then nothing is found, and who wants to keep something is told that it was not kept.

export function found(name, store = "localStorage") {
  try {
    return window[store].getItem(name);
  } catch {
    return null;
  }
}

// Tells whether it is kept; what is undefined is taken out.
export function keep(name, text, store = "localStorage") {
  try {
    if (text === undefined) window[store].removeItem(name);
    else window[store].setItem(name, text);
    return true;
  } catch {
    return false;
  }
}
