// Slack's mrkdwn as DOM nodes.
//
// Only a literal `<…>` is a mention or a link. Entities are decoded last, in plain text, so that
// `&lt;!channel&gt;` stays the words it is.

import { el, link } from "./dom.js";
import { emoji, isEmoji } from "./emoji.js";

const FENCE = /```([\s\S]+?)```/;
const CODE = /`([^`\n]+)`/;
const ANGLE = /<([^<>\n]+)>/;
const EMOJI = /:([a-z0-9_+'-]+):/;
const STYLES = [
  [/(^|[^\p{L}\p{N}*])\*(?! )([^*\n]+?)(?<! )\*(?![\p{L}\p{N}*])/u, "strong"],
  [/(^|[^\p{L}\p{N}_])_(?! )([^_\n]+?)(?<! )_(?![\p{L}\p{N}_])/u, "em"],
  [/(^|[^\p{L}\p{N}~])~(?! )([^~\n]+?)(?<! )~(?![\p{L}\p{N}~])/u, "s"],
];

/** Undo the three escapes of mrkdwn. */
export function decode(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Return nodes for a mrkdwn text; `names` gives users and channels by id. */
export function mrkdwn(text, names) {
  return split(text, FENCE, (found) => el("pre", {}, decode(found[1].replace(/^\n/, ""))), (rest) =>
    quotes(rest, names));
}

/** Return nodes for a plain text: emoji only, and lines as they are. */
export function plain(text, withEmoji = true) {
  return withEmoji ? split(text, EMOJI, emojiNode, (rest) => [rest]) : [text];
}

function quotes(text, names) {
  const nodes = [];
  for (const part of text.split(/((?:^|(?<=\n))(?:&gt;[^\n]*(?:\n|$))+)/)) {
    if (part === undefined || part === "") continue;
    if (!part.startsWith("&gt;")) nodes.push(...inline(part, names));
    else nodes.push(el("blockquote", {}, inline(part.replace(/^&gt; ?/gm, "").trimEnd(), names)));
  }
  return nodes;
}

function inline(text, names) {
  return split(text, CODE, (found) => el("code", {}, decode(found[1])), (rest) =>
    split(rest, ANGLE, (found) => angle(found[1], names), (words) => styled(words)));
}

function styled(text) {
  for (const [pattern, name] of STYLES) {
    const found = pattern.exec(text);
    if (!found) continue;
    const start = found.index + found[1].length;
    const end = found.index + found[0].length;
    return [
      ...styled(text.slice(0, start)),
      el(name, {}, styled(found[2])),
      ...styled(text.slice(end)),
    ];
  }
  return split(text, EMOJI, emojiNode, (rest) => [decode(rest)]);
}

function emojiNode(found) {
  if (!isEmoji(found[1])) return found[0];
  return el("span", { role: "img", "aria-label": found[1], title: found[0] }, emoji(found[1]));
}

function angle(content, names) {
  const [target, label] = content.split("|", 2);
  if (target.startsWith("@")) return mention(`@${names.user(target.slice(1)) ?? label ?? target}`);
  if (target.startsWith("#")) return mention(`#${names.channel(target.slice(1)) ?? label ?? target}`);
  if (target.startsWith("!subteam")) return mention(label ?? "@group");
  if (target.startsWith("!date")) return label ?? "";
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`);
  return link(decode(target), decode(label ?? target));
}

/** Return the node of a mention. */
export function mention(words) {
  return el("span", { class: "mention" }, words);
}

/** Cut a text at each match: matches become nodes by `make`, what is between by `other`. */
function split(text, pattern, make, other) {
  const nodes = [];
  let rest = text;
  for (let found = pattern.exec(rest); found; found = pattern.exec(rest)) {
    if (found.index) nodes.push(...other(rest.slice(0, found.index)));
    nodes.push(make(found));
    rest = rest.slice(found.index + found[0].length);
  }
  return rest ? [...nodes, ...other(rest)] : nodes;
}
