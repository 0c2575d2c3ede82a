// The question before something happens: a confirmation dialog of Block Kit.

import { el } from "./dom.js";

/** Ask; return a promise of true or false. `dialog` is Block Kit's confirm object. */
export function confirmed(dialog) {
  return new Promise((resolve) => {
    const node = el("dialog", { class: "modal small", "aria-labelledby": "confirm-title" },
      el("form", { method: "dialog" },
        el("div", { class: "modal-head" }, el("h2", { id: "confirm-title" }, dialog.title.text)),
        el("div", { class: "modal-body" }, el("p", {}, dialog.text.text)),
        el("div", { class: "modal-foot" },
          el("button", { value: "no", class: "button" }, dialog.deny.text),
          el("button", { value: "yes", class: `button ${dialog.style ?? "primary"}` },
            dialog.confirm.text))));
    node.addEventListener("close", () => {
      node.remove();
      resolve(node.returnValue === "yes");
    });
    document.body.append(node);
    node.showModal();
  });
}
