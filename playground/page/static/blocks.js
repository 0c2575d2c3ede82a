// Block Kit as DOM nodes: exactly the blocks a message or view has, nothing added.

import { el, link } from "./dom.js";
import { control } from "./elements.js";
import { field } from "./fields.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

const BLOCKS = {
  section,
  header: (block) => el("h4", {}, plain(block.text.text, block.text.emoji !== false)),
  divider: () => el("hr"),
  image: picture,
  context: (block, names) =>
    el("div", { class: "context" }, block.elements.map((item) => small(item, names))),
  actions,
  context_actions: actions,
  rich_text: (block, names) => el("div", { class: "rich-text" }, richText(block, names)),
  markdown: (block) => el("div", { class: "markdown" }, block.text),
  table,
  input,
};

/**
 * Return one element for each block.
 *
 * `names` gives users and channels by id; `context` is { state, use } for what can be used.
 */
export function blocks(list, names, context) {
  return list.map((block) => {
    const make = BLOCKS[block.type];
    if (!make) return el("p", { class: "unknown" }, `A block of type ${block.type} is not shown here.`);
    const place = { block, state: context.state?.[block.block_id], use: context.use,
      listed: names.listed };
    return el("div", { class: `block block-${block.type}` }, make(block, names, place));
  });
}

function words(object, names) {
  return object.type === "mrkdwn"
    ? mrkdwn(object.text, names)
    : plain(object.text, object.emoji !== false);
}

function section(block, names, place) {
  const text = [
    block.text && el("div", { class: "text" }, words(block.text, names)),
    block.fields &&
      el("div", { class: "fields" },
        block.fields.map((one) => el("div", { class: "text" }, words(one, names)))),
  ];
  if (!block.accessory) return text.filter(Boolean);
  const accessory = block.accessory.type === "image" ? picture(block.accessory)
    : control(block.accessory, place);
  return [el("div", { class: "beside" }, el("div", {}, text),
    el("div", { class: "accessory" }, accessory))];
}

function actions(block, names, place) {
  return el("div", { class: "actions" }, block.elements.map((item) => control(item, place)));
}

function input(block, names, place) {
  const made = block.dispatch_action ? { node: control(block.element, place) }
    : field(block, block.element, place);
  const hint = block.hint && el("span", { class: "note" }, block.hint.text);
  const group = made.node.hasAttribute("role");
  if (group) made.node.setAttribute("aria-label", block.label.text);
  return el("div", { class: "field" },
    el(group ? "p" : "label", { class: "label", ...(group ? {} : { htmlFor: made.node.id }) },
      block.label.text), made.node, hint);
}

function small(item, names) {
  if (item.type === "image") return picture(item);
  return el("span", { class: "text" }, words(item, names));
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

/** Return a table; Slack shows its first row as a header. */
function table(block, names) {
  const [first, ...rest] = block.rows;
  const settings = block.column_settings ?? [];
  const row = (cells, name) =>
    el("tr", {}, cells.map((item, index) => cell(item, name, settings[index], names)));
  return el("div", { class: "wide", tabIndex: 0, role: "region", "aria-label": "Table" },
    el("table", {}, el("thead", {}, row(first, "th")),
      el("tbody", {}, rest.map((cells) => row(cells, "td")))));
}

function cell(item, name, setting, names) {
  const wraps = setting?.is_wrapped ? "wraps" : "";
  return el(name, { scope: name === "th" ? "col" : null,
    class: `align-${setting?.align ?? "left"} ${wraps}` },
  item.type === "rich_text" ? richText(item, names) : item.text);
}
