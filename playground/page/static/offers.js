// What the message box offers besides words: sample pictures and global shortcuts.

import { byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";

/** Show the offers of a state once; `actions` has sample(name) and shortcut(shortcut). */
export function showOffers(state, actions) {
  if (byId("menus").children.length) return;
  const global = state.app.shortcuts.filter((one) => one.kind === "global");
  byId("menus").append(
    menuButton({ class: "button offer", "aria-label": "Try a picture" },
      [icon("picture"), el("span", {}, "Try a picture")],
      () => state.samples.map((one) => ({ label: one.label, choose: () => actions.sample(one.name) }))),
    ...(global.length ? [shortcuts(global, state.app.name, actions)] : []));
  byId("samples").append(...state.samples.map((one) => sample(one, actions)));
}

function shortcuts(global, app, actions) {
  return menuButton({ class: "button offer", "aria-label": "Shortcuts" },
    [icon("bolt"), el("span", {}, "Shortcuts")],
    () => global.map((one) => ({ label: one.name, hint: `${app} · ${one.description}`,
      choose: () => actions.shortcut(one) })));
}

function sample(one, actions) {
  return el("li", {},
    el("button", { type: "button", onclick: () => actions.sample(one.name) },
      el("img", { src: `/page/samples/${one.name}.png`, alt: "", width: 180, height: 120 }),
      el("span", {}, one.label)));
}
