// One message with its files, reactions, tools and thread, as a list item.

import { blocks, image } from "./blocks.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";

/**
 * Return the list item of a message.
 *
 * `actions`: reply, explain, edit, remove, shortcut(shortcut, message), use(message, …) and
 * shortcuts(), each for one message.
 */
export function messageItem(message, names, actions) {
  const author = names.user(message.user) ?? message.user;
  return el("li", { class: kinds(message), "data-ts": message.ts, tabIndex: -1 },
    el("div", { class: "face", "aria-hidden": "true" }, message.bot_id ? icon("app") : [...author][0]),
    el("article", { "aria-label": `${author}, ${clock(message.ts)}` },
      message.ephemeral && el("p", { class: "only" }, icon("eye"), "Only visible to you"),
      head(message, author), body(message, names, actions), files(message),
      reactions(message, names), thread(message, names, actions)),
    message.subtype !== "tombstone" && tools(message, author, actions));
}

/** Say a message in one line, for the live region. */
export function summary(message, names) {
  const author = names.user(message.user) ?? message.user;
  const shared = (message.files ?? []).map((file) => file.alt_txt || file.name || "a file");
  const text = el("span", {}, mrkdwn(message.text, names)).textContent;
  const only = message.ephemeral ? ", only visible to you" : "";
  return `${author}${only}: ${[text, ...shared].filter(Boolean).join(", ")}`.slice(0, 300);
}

/** Say the time of a message. */
export function clock(ts) {
  return new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function kinds(message) {
  return ["message", message.bot_id && "from-app", message.ephemeral && "ephemeral",
    message.subtype?.startsWith("channel_") && "quiet-news"].filter(Boolean).join(" ");
}

function head(message, author) {
  const when = new Date(Number(message.ts) * 1000);
  return el("h3", {}, author,
    message.bot_id && el("span", { class: "badge" }, "app"),
    el("time", { dateTime: when.toISOString() }, clock(message.ts)),
    message.edited && el("span", { class: "note" }, "edited"));
}

function body(message, names, actions) {
  if (message.subtype === "tombstone") return el("p", { class: "gone" }, message.text);
  if (message.blocks) {
    const context = { state: message.state, use: (...use) => actions.use(message, ...use) };
    return el("div", { class: "body" }, blocks(message.blocks, names, context));
  }
  return message.text ? el("div", { class: "body text" }, mrkdwn(message.text, names)) : null;
}

function files(message) {
  if (!message.files) return null;
  return el("ul", { class: "files" }, message.files.map((file) => el("li", {}, oneFile(file))));
}

function oneFile(file) {
  if (file.mode !== "hosted") return el("p", { class: "gone" }, "This file is not here any more.");
  const title = el("figcaption", {}, file.title || file.name);
  const isPicture = file.original_w || file.mimetype === "";
  if (!isPicture) {
    const address = `/page/files/${encodeURIComponent(file.id)}`;
    return el("figure", {}, el("a", { href: address, class: "attached" }, title));
  }
  const alternative = file.alt_txt || file.name;
  return el("figure", {}, title, image(file.id, alternative, file.original_w, file.original_h),
    file.alt_txt && el("details", { class: "alt" }, el("summary", {}, "Alt text"), file.alt_txt));
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

function tools(message, author, actions) {
  const tool = (name, label, action, key) => el("button", { type: "button", class: `icon ${key}`,
    "aria-label": label, title: label, onclick: () => action(message) }, icon(name));
  const more = menuButton({ class: "icon more", "aria-label": "More actions",
    title: "More actions" }, [icon("more")], () => entries(message, actions));
  return el("div", { class: "message-tools", role: "group",
    "aria-label": `Actions for the message of ${author}, ${clock(message.ts)}` },
  message.replies && !message.ephemeral && tool("reply", "Reply in thread", actions.reply, "reply"),
  message.bot_id && tool("pulse", "What happened", actions.explain, "explain"),
  entries(message, actions).length > 0 && more);
}

function entries(message, actions) {
  const forAll = !message.ephemeral;
  const shortcuts = forAll ? actions.shortcuts() : [];
  const mine = actions.isMine(message);
  return [
    ...shortcuts.map((one) => ({ label: one.name, hint: actions.appName(),
      choose: () => actions.shortcut(one, message) })),
    mine && { label: "Edit message", choose: () => actions.edit(message) },
    mine && { label: "Delete message", danger: true, choose: () => actions.remove(message) },
    message.ephemeral && { label: "Dismiss", choose: () => actions.remove(message) },
  ].filter(Boolean);
}

function thread(message, names, actions) {
  if (!message.replies?.length || message.ephemeral) return null;
  return el("div", { class: "thread" },
    el("ol", { class: "replies", "aria-label": "Thread" },
      message.replies.map((reply) => messageItem(reply, names, actions))),
    el("button", { type: "button", class: "link again", onclick: () => actions.reply(message) },
      "Reply in thread"));
}
