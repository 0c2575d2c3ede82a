// The conversations, by kind, with a mark for what is new.

import { byId, el } from "./dom.js";
import { icon } from "./icons.js";

const ICONS = { channel: "hash", group: "lock", im: "app", mpim: "people" };
const SECTIONS = [["Channels", ["channel", "group"]], ["Direct messages", ["im", "mpim"]]];

/** Shows the conversations; `goTo(id)` is called for the one that is chosen. */
export class Sidebar {
  constructor(goTo) {
    this.goTo = goTo;
    this.key = "";
    this.seen = new Map();
  }

  /** Show the conversations of a state. */
  show(state) {
    const current = state.channels.find((one) => one.id === state.channel);
    this.seen.set(current.id, current.latest);
    const unread = state.channels.filter((one) => this.isUnread(one, state)).map((one) => one.id);
    const key = JSON.stringify([state.channel, state.channels, unread]);
    if (key === this.key) return;
    this.key = key;
    const focused = document.activeElement?.dataset?.channel;
    byId("channels").replaceChildren(...SECTIONS.flatMap(([title, kinds]) =>
      this.section(title, state.channels.filter((one) => kinds.includes(one.kind)), state)));
    if (focused) byId("channels").querySelector(`[data-channel="${focused}"]`)?.focus();
  }

  isUnread(one, state) {
    return one.id !== state.channel && one.latest > (this.seen.get(one.id) ?? "");
  }

  section(title, channels, state) {
    const id = `section-${title.split(" ", 1)[0].toLowerCase()}`;
    return [
      el("p", { class: "section", id }, title),
      el("ul", { "aria-labelledby": id }, channels.map((one) => this.item(one, state))),
    ];
  }

  item(one, state) {
    const current = one.id === state.channel;
    const unread = this.isUnread(one, state);
    return el("li", {},
      el("button", { type: "button", "data-channel": one.id,
        "aria-current": current ? "page" : null, class: unread ? "unread" : "",
        onclick: () => this.goTo(one.id) },
      icon(ICONS[one.kind]), el("span", { class: "name" }, one.name),
      unread && el("span", { class: "hidden" }, ", unread"),
      !one.member && el("span", { class: "side-note" }, `no ${state.app.name}`)));
  }
}
