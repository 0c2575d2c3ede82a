// What people fill in: each field is a node, and ways to read and write what is in it.

import { chosenIn, optionsOf } from "./choices.js";
import { el } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";

let count = 0;

const FIELDS = {
  plain_text_input: typed, url_text_input: typed,
  static_select: picked, conversations_select: picked, channels_select: picked,
  users_select: picked,
  multi_static_select: (...all) => ticked("checkbox", ...all),
  checkboxes: (...all) => ticked("checkbox", ...all),
  radio_buttons: (...all) => ticked("radio", ...all),
  file_input: files,
};

/** Return { node, read(), write(value), files() }; `node.id` is what a label is for. */
export function field(block, element, place) {
  const make = FIELDS[element.type];
  if (make) return make(block, element, place);
  return { node: el("p", { class: "unknown" }, `A field of type ${element.type} is not shown here.`),
    read: () => undefined, write: () => {} };
}

function nameFor(element) {
  count += 1;
  return `field-${count}-${element.action_id}`;
}

function typed(block, element, { state }) {
  const held = state?.[element.action_id]?.value ?? element.initial_value ?? "";
  const properties = { id: nameFor(element), value: held, placeholder: element.placeholder?.text,
    required: !block.optional, maxLength: element.max_length ?? 3000 };
  const node = element.multiline
    ? el("textarea", { ...properties, rows: 4 })
    : el("input", { ...properties, type: element.type === "url_text_input" ? "url" : "text" });
  return { node, read: () => node.value, write: (value) => { node.value = value; } };
}

function picked(block, element, { state, listed }) {
  const [now] = chosenIn(element, state);
  const item = (option) =>
    el("option", { value: option.value, selected: option.value === now }, option.text.text);
  const groups = (element.option_groups ?? []).map((group) =>
    el("optgroup", { label: group.label.text }, group.options.map(item)));
  const loose = optionsOf({ ...element, option_groups: [] }, listed).map(item);
  const nothing = el("option", { value: "", selected: !now },
    element.placeholder?.text ?? "Choose an option");
  const node = el("select", { id: nameFor(element), required: !block.optional },
    nothing, ...groups, ...loose);
  return { node, read: () => node.value || null, write: (value) => { node.value = value ?? ""; } };
}

function ticked(type, block, element, { state, listed }) {
  const now = new Set(chosenIn(element, state));
  const name = nameFor(element);
  const node = el("div", { class: "boxes", id: name, role: type === "radio" ? "radiogroup" : "group" },
    optionsOf(element, listed).map((option) => el("label", { class: "box" },
      el("input", { type, name, value: option.value, checked: now.has(option.value),
        "data-key": `${block.block_id}/${element.action_id}/${option.value}` }),
      el("span", {}, words(option.text),
        option.description && el("small", {}, words(option.description))))));
  const read = () => {
    const on = [...node.querySelectorAll("input:checked")].map((input) => input.value);
    return type === "radio" ? on[0] ?? null : on;
  };
  const write = (value) => {
    const on = new Set([value].flat());
    for (const input of node.querySelectorAll("input")) input.checked = on.has(input.value);
  };
  return { node, read, write };
}

function files(block, element) {
  const accept = element.filetypes?.map((type) => `.${type}`).join(",");
  const node = el("input", { type: "file", id: nameFor(element), accept,
    multiple: (element.max_files ?? 10) > 1, required: !block.optional });
  return { node, read: () => undefined, write: () => {}, files: () => [...node.files] };
}

function words(object) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, { user: () => "", channel: () => "" })
    : plain(object.text);
}
