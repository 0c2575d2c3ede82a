// The list of messages: each in its place, those that did not change left as they are.

import { byId, el } from "./dom.js";
import { messageItem, summary } from "./messages.js";

const TOGETHER = 300;

/** Keeps the list in step with the state. */
export class Timeline {
  constructor(names, actions) {
    this.names = names;
    this.actions = actions;
    this.shown = new Map();
    this.list = byId("messages");
    this.scroller = byId("scroller");
    this.list.addEventListener("load", (event) => this.onPicture(event), true);
  }

  /** Show the messages of a channel; `moved`: it is another one than before. */
  show(messages, moved) {
    const atEnd = this.left() < 80;
    if (moved) this.shown.clear();
    const focused = focusIn(this.list);
    const items = messages.flatMap((message, index) => {
      const before = messages[index - 1];
      const item = this.item(message, before);
      return isNewDay(message, before) ? [day(message), item] : [item];
    });
    this.place(items);
    restore(this.list, focused);
    if (moved || atEnd) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Say in the live region what is new. */
  announce(before, messages, me) {
    const known = new Set(flat(before).map((message) => message.ts));
    const fresh = flat(messages).filter((one) => !known.has(one.ts) && one.user !== me);
    if (fresh.length) {
      byId("news").textContent = fresh.map((one) => summary(one, this.names)).join(". ");
    }
  }

  item(message, before) {
    const joined = continues(message, before);
    const key = JSON.stringify([message, joined]);
    const known = this.shown.get(message.ts);
    if (known?.key === key) return known.item;
    const item = messageItem(message, this.names, this.actions);
    item.classList.toggle("joined", joined);
    this.shown.set(message.ts, { key, item });
    return item;
  }

  place(items) {
    const current = new Set(items);
    for (const old of [...this.list.children]) if (!current.has(old)) old.remove();
    items.forEach((item, index) => {
      if (this.list.children[index] !== item) {
        this.list.insertBefore(item, this.list.children[index] ?? null);
      }
    });
  }

  left() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;
  }

  /** A picture changes the height of the list when it arrives: stay at the end. */
  onPicture(event) {
    const grown = event.target.closest("figure")?.offsetHeight ?? 0;
    if (this.left() < grown + 120) this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}

function flat(messages) {
  return messages.flatMap((message) => [message, ...message.replies]);
}

function continues(message, before) {
  return Boolean(before) && before.user === message.user && !message.ephemeral &&
    !before.ephemeral && !before.replies.length && !before.subtype?.startsWith("channel_") &&
    Number(message.ts) - Number(before.ts) < TOGETHER && !isNewDay(message, before);
}

function dateOf(message) {
  return new Date(Number(message.ts) * 1000).toDateString();
}

function isNewDay(message, before) {
  return !before || dateOf(message) !== dateOf(before);
}

function day(message) {
  const today = dateOf(message) === new Date().toDateString();
  const date = new Date(Number(message.ts) * 1000);
  const words = today ? "Today" : date.toLocaleDateString([], { dateStyle: "full" });
  return el("li", { class: "day" }, el("span", {}, words));
}

/** Remember what has the focus, by the message and the control in it. */
function focusIn(list) {
  const active = document.activeElement;
  if (!list.contains(active)) return null;
  const item = active.closest("[data-ts]");
  const control = active.closest("[data-key]");
  const tool = [...active.classList].find((name) => ["more", "reply", "explain"].includes(name));
  return { ts: item?.dataset.ts, key: control?.dataset.key, tool };
}

function restore(list, focused) {
  if (!focused?.ts || list.contains(document.activeElement)) return;
  const item = list.querySelector(`[data-ts="${focused.ts}"]`);
  const control = focused.key && item?.querySelector(`[data-key="${CSS.escape(focused.key)}"]`);
  const tool = focused.tool && item?.querySelector(`:scope > .message-tools .${focused.tool}`);
  (control || tool || item)?.focus();
}
