// One message with its files, reactions and thread, as a list item.

import { blocks, image } from "./blocks.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** Return the list item of a message; `actions.reply(message)` starts a reply in its thread. */
export function messageItem(message, names, actions) {
  const author = names.user(message.user) ?? message.user;
  const item = el("li", { class: kinds(message), "data-ts": message.ts, tabIndex: -1 },
    el("div", { class: "face", "aria-hidden": "true" }, [...author][0]),
    el("article", { "aria-label": `${author}, ${clock(message.ts)}` },
      head(message, author), body(message, names), files(message), reactions(message, names),
      thread(message, names, actions)));
  return item;
}

/** Say a message in one line, for the live region. */
export function summary(message, names) {
  const author = names.user(message.user) ?? message.user;
  const shared = (message.files ?? []).map((file) => file.alt_txt || file.name || "a file");
  const text = el("span", {}, mrkdwn(message.text, names)).textContent;
  return `${author}: ${[text, ...shared].filter(Boolean).join(", ")}`.slice(0, 300);
}

function kinds(message) {
  return ["message", message.bot_id && "from-app", message.ephemeral && "ephemeral"]
    .filter(Boolean).join(" ");
}

function head(message, author) {
  const when = new Date(Number(message.ts) * 1000);
  return el("h3", {}, author,
    message.bot_id && el("span", { class: "badge" }, "app"),
    el("time", { dateTime: when.toISOString() }, clock(message.ts)),
    message.edited && el("span", { class: "note" }, "edited"),
    message.ephemeral && el("span", { class: "note" }, "only visible to you"));
}

function clock(ts) {
  return new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function body(message, names) {
  if (message.subtype === "tombstone") return el("p", { class: "gone" }, message.text);
  if (message.blocks) return el("div", { class: "body" }, blocks(message.blocks, names));
  return message.text ? el("div", { class: "body text" }, mrkdwn(message.text, names)) : null;
}

function files(message) {
  if (!message.files) return null;
  return el("ul", { class: "files" }, message.files.map((file) => el("li", {}, oneFile(file))));
}

function oneFile(file) {
  if (file.mode !== "hosted") return el("p", { class: "gone" }, "This file is not here any more.");
  const alternative = file.alt_txt || file.name;
  const title = el("figcaption", {}, file.title || file.name);
  const isPicture = file.original_w || file.mimetype === "";
  if (!isPicture) {
    const address = `/page/files/${encodeURIComponent(file.id)}`;
    return el("figure", {}, el("a", { href: address, class: "attached" }, title));
  }
  return el("figure", {}, title, image(file.id, alternative, file.original_w, file.original_h));
}

function reactions(message, names) {
  if (!message.reactions) return null;
  return el("ul", { class: "reactions", "aria-label": "Reactions" },
    message.reactions.map((one) => {
      const who = one.users.map((user) => names.user(user) ?? user).join(", ");
      const label = `${one.name.replaceAll("_", " ")}, ${one.count} by ${who}`;
      return el("li", { title: `:${one.name}: ${who}` },
        el("span", { role: "img", "aria-label": label }, emoji(one.name)),
        el("span", { class: "count", "aria-hidden": "true" }, String(one.count)));
    }));
}

function thread(message, names, actions) {
  if (!message.replies || message.ephemeral) return null;
  const count = message.replies.length;
  const label = count ? `Reply, ${count} in this thread` : "Reply in a thread";
  const button = el("button", { type: "button", class: "quiet reply", "aria-label": label,
    onclick: () => actions.reply(message) }, "Reply in thread");
  const replies = count && el("ol", { class: "replies", "aria-label": "Thread" },
    message.replies.map((reply) => messageItem(reply, names, actions)));
  return el("div", { class: "thread" }, replies || null, button);
}
