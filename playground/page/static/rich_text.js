// Block Kit's rich text as DOM nodes. Its texts are plain: no escapes, no markup in them.

import { el, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { mention } from "./mrkdwn.js";

const CONTAINERS = {
  rich_text_section: (part, names) => el("p", {}, inline(part, names)),
  rich_text_preformatted: (part, names) => el("pre", {}, inline(part, names)),
  rich_text_quote: (part, names) => el("blockquote", {}, inline(part, names)),
  rich_text_list: (part, names) =>
    el(part.style === "ordered" ? "ol" : "ul", { class: `indent-${part.indent ?? 0}` },
      part.elements.map((item) => el("li", {}, inline(item, names)))),
};

const INLINE = {
  text: (part) => part.text,
  link: (part) => link(part.url, part.text || part.url),
  emoji: (part) => el("span", { role: "img", "aria-label": part.name }, emoji(part.name)),
  user: (part, names) => mention(`@${names.user(part.user_id) ?? part.user_id}`),
  channel: (part, names) => mention(`#${names.channel(part.channel_id) ?? part.channel_id}`),
  usergroup: () => mention("@group"),
  broadcast: (part) => mention(`@${part.range}`),
  date: (part) => part.fallback ?? new Date(part.timestamp * 1000).toLocaleString(),
  color: (part) => part.value,
};

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

/** Return the nodes of a rich_text block. */
export function richText(block, names) {
  return block.elements.map((part) => CONTAINERS[part.type]?.(part, names) ?? "");
}

function inline(container, names) {
  return container.elements.map((part) => {
    let node = INLINE[part.type]?.(part, names) ?? "";
    for (const [style, name] of Object.entries(STYLES)) {
      if (part.style?.[style]) node = el(name, {}, node);
    }
    return node;
  });
}
