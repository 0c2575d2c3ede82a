// Suggestions while typing: commands after a slash, people after an @.

import { byId, el } from "./dom.js";

const COMMAND = /^\/[\w-]*$/;
const NAME = /(?:^|\s)@([\w.-]*)$/;

/** Suggests for a text area; `commands()` and `people()` give what there is. */
export class Completion {
  constructor(area, { commands, people }) {
    this.area = area;
    this.sources = { commands, people };
    this.list = byId("completions");
    this.found = [];
    this.at = -1;
    area.addEventListener("input", () => this.update());
    area.addEventListener("blur", () => this.hide());
    this.list.addEventListener("pointerdown", (event) => this.onPress(event));
  }

  /** Handle a key while suggestions are open; return whether it was one of theirs. */
  onKey(event) {
    if (this.list.hidden) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      this.choose((this.at + moves[event.key] + this.found.length) % this.found.length);
    } else if (event.key === "Enter" || event.key === "Tab") {
      if (this.isWhole() && event.key === "Enter") return false;
      this.take(this.found[this.at]);
    } else if (event.key === "Escape") {
      this.hide();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  /** Return the command that is typed, if there is one of this name. */
  command() {
    const [name] = this.area.value.split(/\s/, 1);
    return this.sources.commands().find((command) => command.name === name);
  }

  isWhole() {
    return this.found[this.at]?.insert === this.area.value;
  }

  update() {
    const { value, selectionStart } = this.area;
    const typed = value.slice(0, selectionStart);
    const name = NAME.exec(typed);
    if (COMMAND.test(typed)) this.show(this.commands(typed), typed.length);
    else if (name) this.show(this.people(name[1]), name[1].length + 1);
    else this.hide();
  }

  commands(typed) {
    return this.sources.commands().filter((one) => one.name.startsWith(typed)).map((one) => ({
      insert: one.name, label: one.name, usage: one.usage_hint, hint: one.description }));
  }

  people(typed) {
    const wanted = typed.toLowerCase();
    return this.sources.people().filter((one) => one.handle.startsWith(wanted)).map((one) => ({
      insert: `@${one.handle}`, label: one.name, usage: `@${one.handle}`, hint: "" }));
  }

  show(found, length) {
    this.found = found;
    this.length = length;
    if (!found.length) {
      this.hide();
      return;
    }
    this.list.replaceChildren(...found.map((one, index) =>
      el("li", { role: "option", id: `completion-${index}`, "data-index": index },
        el("strong", {}, one.label), " ", el("span", { class: "usage" }, one.usage),
        one.hint && el("small", {}, one.hint))));
    this.list.hidden = false;
    this.choose(0);
    byId("news").textContent = `${found.length} suggestions, use the arrow keys`;
  }

  choose(index) {
    this.at = index;
    [...this.list.children].forEach((item, place) => {
      item.setAttribute("aria-selected", String(place === index));
      if (place === index) item.scrollIntoView({ block: "nearest" });
    });
    this.area.setAttribute("aria-activedescendant", `completion-${index}`);
  }

  take(one) {
    const end = this.area.selectionStart;
    this.area.setRangeText(`${one.insert} `, end - this.length, end, "end");
    this.hide();
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  onPress(event) {
    const item = event.target.closest("[data-index]");
    if (!item) return;
    event.preventDefault();
    this.take(this.found[Number(item.dataset.index)]);
  }

  hide() {
    this.list.hidden = true;
    this.found = [];
    this.area.removeAttribute("aria-activedescendant");
  }
}
