// App Home: the view that Glimpse published for this person.

import { blocks } from "./blocks.js";
import { byId, el } from "./dom.js";

/** Shows App Home; `use(view_id, block, element, value)`. */
export class Home {
  constructor(names, use) {
    this.names = names;
    this.use = use;
    this.key = "";
  }

  /** Show a view, or that there is none. */
  show(view, app) {
    const key = JSON.stringify([view?.hash, view?.state]);
    if (key === this.key) return;
    this.key = key;
    const focused = document.activeElement?.closest("[data-key]")?.dataset.key;
    const panel = byId("home");
    const held = panel.contains(document.activeElement);
    panel.replaceChildren(el("div", { class: "home-inner" }, view ? this.blocks(view)
      : el("p", { class: "gone" }, `${app.name} has published nothing here yet.`)));
    if (held) (focused && panel.querySelector(`[data-key="${CSS.escape(focused)}"]`) || panel).focus();
  }

  blocks(view) {
    const use = (block, element, value) => this.use(view.id, block, element, value);
    return blocks(view.blocks, this.names, { state: view.state.values, use });
  }
}
