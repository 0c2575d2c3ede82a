// A button with a menu: arrow keys, Home, End and Escape, as menus have.

import { el } from "./dom.js";

const MARGIN = 4;

/**
 * Return a button that opens a menu.
 *
 * `items()` gives its entries when it opens: { label, hint, danger, checked, choose(button) }.
 */
export function menuButton(properties, children, items) {
  const button = el("button", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false",
    ...properties }, ...children);
  button.addEventListener("click", () => openMenu(button, items()));
  return button;
}

function openMenu(button, items) {
  const menu = el("ul", { class: "menu", role: "menu", popover: "auto",
    "aria-label": button.getAttribute("aria-label") || button.textContent });
  menu.append(...items.map((item) => entry(item, button, menu)));
  menu.addEventListener("keydown", (event) => onKey(event, menu));
  menu.addEventListener("toggle", (event) => {
    button.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState !== "closed") return;
    if (menu.contains(document.activeElement)) button.focus();
    menu.remove();
  });
  button.after(menu);
  menu.showPopover();
  place(menu, button.getBoundingClientRect());
  entries(menu)[0]?.focus();
}

function entry(item, button, menu) {
  const chosen = item.checked === undefined ? null : String(item.checked);
  const role = chosen === null ? "menuitem" : "menuitemradio";
  return el("li", { role: "none" },
    el("button", { type: "button", role, tabIndex: -1, "aria-checked": chosen,
      class: item.danger ? "danger" : "",
      onclick: () => {
        button.focus();
        menu.hidePopover();
        item.choose(button);
      } },
    item.label, item.hint && el("small", {}, item.hint)));
}

/** Put the menu below its button, or above where there is no room. */
function place(menu, at) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.max(MARGIN, Math.min(at.left, innerWidth - width - MARGIN));
  const below = at.bottom + MARGIN;
  const top = below + height > innerHeight ? Math.max(MARGIN, at.top - height - MARGIN) : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function entries(menu) {
  return [...menu.querySelectorAll("[role^=menuitem]")];
}

function onKey(event, menu) {
  const all = entries(menu);
  const at = all.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  if (event.key === "Tab") menu.hidePopover();
  if (!(event.key in moves)) return;
  event.preventDefault();
  all.at(moves[event.key] % all.length).focus();
}
