// Light, dark, or what the system says; remembered in this browser.

import { byId } from "./dom.js";

const THEMES = ["system", "light", "dark"];
const KEY = "glimpse-theme";

/** Wire the button that goes from one to the next. */
export function wireTheme() {
  const button = byId("theme");
  const show = (name) => {
    document.documentElement.dataset.theme = name;
    button.textContent = `Theme: ${name}`;
  };
  const kept = localStorage.getItem(KEY);
  let now = THEMES.includes(kept) ? kept : "system";
  show(now);
  button.addEventListener("click", () => {
    now = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
    localStorage.setItem(KEY, now);
    show(now);
  });
}
