// Changing a message of one's own, in its place.

import { el } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";

/** Put a field in place of a message's words; `save(text)` returns a promise. */
export function edit(item, message, names, save, trouble) {
  const article = item.querySelector("article");
  const before = article.querySelector(":scope > .body");
  const words = el("textarea", { rows: 2, "aria-label": "Message",
    value: el("span", {}, mrkdwn(message.text, names)).textContent });
  const form = el("form", { class: "editing" }, words,
    el("div", { class: "tools" },
      el("button", { type: "button", class: "button", onclick: leave }, "Cancel"),
      el("button", { class: "button primary" }, "Save")));
  form.addEventListener("submit", send);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === words) {
      send(event);
    }
  });
  if (before) before.replaceWith(form);
  else article.querySelector("h3").after(form);
  words.focus();

  function leave() {
    if (before) form.replaceWith(before);
    else form.remove();
    item.focus();
  }

  async function send(event) {
    event.preventDefault();
    try {
      await save(words.value);
      leave();
    } catch (error) {
      trouble(error.message);
    }
  }
}
