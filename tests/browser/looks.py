"""How readers look at a page: their windows, themes and languages."""

from typing import Any

LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "is_mobile": True, "has_touch": True},
}
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}

# Words that cannot be told from their ground (WCAG 2.2, 1.4.3), as "ratio: words"; pictures are looked at by people.
FAINT = """() => {
  const part = (value) => { const c = value / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const read = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const ground = (element) => {
    for (let up = element; up; up = up.parentElement) {
      const found = read(getComputedStyle(up).backgroundColor);
      if (found.length === 3 || found[3] > 0.5) return found;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll(".esimder *:not(svg *)")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const [one, other] = [light(read(style.color)), light(ground(element))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.6 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)}: ${element.textContent.trim().slice(0, 40)}`);
  }
  return [...new Set(faint)];
}"""
# How far the page sticks out sideways, in px.
SIDEWAYS = """() => Math.max(window.innerWidth - screen.width, ...["html", "[data-testid=stMain]", ".esimder"]
  .map((name) => document.querySelector(name)).map((box) => box.scrollWidth - box.clientWidth))"""
# The height of everything on the page.
TALL = "() => Math.ceil(document.querySelector('.esimder').getBoundingClientRect().height)"
