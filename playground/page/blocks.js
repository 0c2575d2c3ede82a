// Block Kit as DOM nodes: exactly the blocks a message has, nothing added.

import { el, link } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

const BLOCKS = {
  section,
  header: (block) => el("h4", {}, plain(block.text.text, block.text.emoji !== false)),
  divider: () => el("hr"),
  image: picture,
  context: (block, names) =>
    el("div", { class: "context" }, block.elements.map((item) => small(item, names))),
  actions: (block) => el("div", { class: "actions" }, block.elements.map(control)),
  context_actions: (block) => el("div", { class: "actions" }, block.elements.map(control)),
  rich_text: (block, names) => el("div", { class: "rich-text" }, richText(block, names)),
  markdown: (block) => el("div", { class: "markdown" }, block.text),
  table,
};

/** Return one element for each block of a message. */
export function blocks(list, names) {
  return list.map((block) => {
    const make = BLOCKS[block.type];
    if (!make) return el("p", { class: "unknown" }, `A block of type ${block.type} is not shown here.`);
    return el("div", { class: `block block-${block.type}` }, make(block, names));
  });
}

function words(object, names) {
  return object.type === "mrkdwn"
    ? mrkdwn(object.text, names)
    : plain(object.text, object.emoji !== false);
}

function section(block, names) {
  return [
    block.text && el("div", { class: "text" }, words(block.text, names)),
    block.fields &&
      el("div", { class: "fields" },
        block.fields.map((field) => el("div", { class: "text" }, words(field, names)))),
    block.accessory && el("div", { class: "accessory" }, small(block.accessory, names)),
  ].filter(Boolean);
}

function small(item, names) {
  if (item.type === "image") return picture(item);
  if (item.type === "mrkdwn" || item.type === "plain_text") {
    return el("span", { class: "text" }, words(item, names));
  }
  return control(item);
}

function control(item) {
  const label = item.text?.text ?? item.placeholder?.text ?? item.type.replaceAll("_", " ");
  const kind = item.style ? `control ${item.style}` : "control";
  if (item.url) return el("span", { class: kind }, link(item.url, label));
  return el("button", { type: "button", class: kind, disabled: true }, label);
}

function picture(block) {
  const id = block.slack_file?.id ?? /F[A-Z0-9]{8,}/.exec(block.slack_file?.url ?? "")?.[0];
  const title = block.title && el("figcaption", {}, block.title.text);
  if (id) return el("figure", {}, title, image(id, block.alt_text));
  // The page loads nothing from other places; Slack would show this one.
  return el("figure", {}, title, link(block.image_url, block.alt_text));
}

/** Return a file of the workspace as a picture that opens in full. */
export function image(id, alternative, width, height) {
  const address = `/page/files/${encodeURIComponent(id)}`;
  const shown = el("img", { src: address, alt: alternative, width, height, loading: "lazy" });
  shown.addEventListener("error", () => shown.replaceWith(`${alternative} (cannot be shown)`));
  return el("a", { href: address, target: "_blank", rel: "noopener" }, shown);
}

function table(block) {
  return el("table", {}, el("tbody", {}, block.rows.map((row) => el("tr", {}, row.map(cell)))));
}

function cell(item) {
  return el("td", {}, item.type === "rich_text" ? richText(item) : item.text);
}
