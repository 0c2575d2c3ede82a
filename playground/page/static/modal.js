// The modal a person sees: drawn from its view, filled in, sent, closed.

import { ask, post } from "./api.js";
import { blocks } from "./blocks.js";
import { el } from "./dom.js";
import { field } from "./fields.js";
import { icon } from "./icons.js";

/** Shows one view at a time; `names` as for blocks, `use(view_id, block, element, value)`. */
export class ModalHost {
  constructor(names, use) {
    this.names = names;
    this.use = use;
    this.key = "";
    this.fields = new Map();
    this.dialog = el("dialog", { class: "modal", "aria-labelledby": "modal-title" });
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.leave();
    });
    document.body.append(this.dialog);
  }

  /** Show a view, or none. What was typed stays where the block ids are the same. */
  show(view) {
    const key = view ? `${view.id}/${view.hash}` : "";
    if (key === this.key) return;
    this.key = key;
    if (!view) {
      this.dialog.close();
      return;
    }
    const same = this.view?.id === view.id;
    const kept = same ? this.values() : {};
    this.view = view;
    this.draw(kept);
    if (!this.dialog.open) this.dialog.showModal();
    this.focusFirst();
  }

  draw(kept) {
    const { view } = this;
    this.fields.clear();
    this.problem = el("p", { class: "trouble", role: "alert", hidden: true });
    this.form = el("form", { noValidate: true, onsubmit: (event) => this.send(event) },
      el("div", { class: "modal-head" },
        el("h2", { id: "modal-title", tabIndex: -1 }, view.title.text),
        el("button", { type: "button", class: "icon", "aria-label": "Close",
          onclick: () => this.leave() }, icon("close"))),
      el("div", { class: "modal-body" }, this.problem,
        view.blocks.map((block) => (block.type === "input" ? this.input(block, kept)
          : blocks([block], this.names, this.place())))),
      el("div", { class: "modal-foot" },
        el("button", { type: "button", class: "button", onclick: () => this.leave() },
          view.close?.text ?? "Close"),
        view.submit && el("button", { class: "button primary" }, view.submit.text)));
    this.dialog.replaceChildren(this.form);
  }

  place() {
    return {
      state: this.view.state.values,
      use: (block, element, value) => this.use(this.view.id, block, element, value),
    };
  }

  input(block, kept) {
    const state = { ...this.view.state.values[block.block_id] };
    const made = field(block, block.element, { state, listed: this.names.listed });
    const group = ["group", "radiogroup"].includes(made.node.getAttribute("role"));
    const id = made.node.id;
    const hint = block.hint && el("p", { class: "note", id: `${id}-hint` }, block.hint.text);
    const error = el("p", { class: "mistake", id: `${id}-error`, hidden: true });
    const label = el(group ? "p" : "label", { class: "label", id: `${id}-label`,
      ...(group ? {} : { htmlFor: id }) }, block.label.text,
    block.optional && el("span", { class: "note" }, " (optional)"));
    if (group) made.node.setAttribute("aria-labelledby", `${id}-label`);
    made.node.setAttribute("aria-describedby", `${id}-error${hint ? ` ${id}-hint` : ""}`);
    if (block.block_id in kept) made.write(kept[block.block_id]);
    this.fields.set(block.block_id, { ...made, error });
    return el("div", { class: "field" }, label, made.node, hint, error);
  }

  values() {
    const read = [...this.fields].map(([block, one]) => [block, one.read()]);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined));
  }

  async send(event) {
    event.preventDefault();
    const form = new FormData();
    form.append("values", JSON.stringify(this.values()));
    for (const one of this.fields.values()) {
      for (const file of one.files?.() ?? []) form.append("files", file, file.name);
    }
    await this.busy(async () => {
      const answer = await ask(`/page/views/${this.view.id}/submit`, form);
      this.mark(answer.errors);
    });
  }

  mark(errors) {
    let first = null;
    for (const [block, one] of this.fields) {
      const words = errors[block] ?? "";
      one.error.textContent = words;
      one.error.hidden = !words;
      if (!one.node.matches("[role=group]")) one.node.setAttribute("aria-invalid", String(Boolean(words)));
      if (words) first ??= one.node;
    }
    (first?.matches("[role]") ? first.querySelector("input") : first)?.focus();
  }

  async leave() {
    await this.busy(() => post(`/page/views/${this.view.id}/close`));
  }

  async busy(work) {
    this.problem.hidden = true;
    this.form.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      this.problem.textContent = error.message;
      this.problem.hidden = false;
    } finally {
      this.form.removeAttribute("aria-busy");
    }
  }

  focusFirst() {
    const wanted = this.view.blocks.find((block) => block.element?.focus_on_load);
    const chosen = this.fields.get(wanted?.block_id)?.node;
    (chosen ?? this.form.querySelector("#modal-title")).focus();
  }
}
