// Making elements. Text goes in as text nodes only: nothing here parses HTML.

/** Return an element with properties (aria-* and data-* become attributes) and children. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") element.className = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && !key.includes("-")) element[key] = value;
    else element.setAttribute(key, value);
  }
  const nothing = new Set([null, undefined, false]);
  element.append(...children.flat(Infinity).filter((child) => !nothing.has(child)));
  return element;
}

/** Find an element of the page by its id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Make a link if the address is a web address, else show the words alone. */
export function link(address, ...words) {
  const safe = /^(https?:|mailto:)/i.test(address);
  if (!safe) return el("span", {}, ...words);
  // A permalink leads to a place in this page.
  if (address.startsWith(`${location.origin}/archives/`)) return el("a", { href: address }, ...words);
  return el("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, ...words);
}
