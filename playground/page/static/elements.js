// Block Kit's interactive elements that act at once: buttons, menus, boxes.

import { chosenIn, optionsOf } from "./choices.js";
import { confirmed } from "./confirm.js";
import { el, link } from "./dom.js";
import { field } from "./fields.js";
import { menuButton } from "./menu.js";
import { plain } from "./mrkdwn.js";
import { icon } from "./icons.js";

const ACTING = {
  button, overflow, static_select: select,
  conversations_select: select, channels_select: select, users_select: select,
  feedback_buttons: feedback, icon_button: iconButton,
};

/**
 * Return an element as a control.
 *
 * `place` is where it stands: { block, state, use(block, element, value), listed(kind) }.
 */
export function control(element, place) {
  const make = ACTING[element.type];
  if (make) return make(element, place);
  // Boxes act when they are ticked, a field when it is left or Enter is pressed.
  const made = field(place.block, element, place);
  made.node.addEventListener("change", () => use(element, place, made.read(), made.node));
  return made.node;
}

async function use(element, place, value, node) {
  if (element.confirm && !(await confirmed(element.confirm))) return;
  node.setAttribute("aria-busy", "true");
  try {
    await place.use(place.block, element, value);
  } finally {
    node.removeAttribute("aria-busy");
  }
}

function keyOf(element, place) {
  return `${place.block.block_id}/${element.action_id}`;
}

function button(element, place) {
  const label = plain(element.text.text, element.text.emoji !== false);
  const properties = { class: `button ${element.style ?? ""}`, "data-key": keyOf(element, place),
    "aria-label": element.accessibility_label };
  if (element.url) {
    const made = link(element.url, ...label);
    made.className = properties.class;
    made.addEventListener("click", () => use(element, place, null, made));
    return made;
  }
  const made = el("button", { type: "button", ...properties }, ...label);
  made.addEventListener("click", () => use(element, place, element.value ?? null, made));
  return made;
}

function iconButton(element, place) {
  return button({ ...element, text: element.text }, place);
}

function feedback(element, place) {
  const sides = [element.positive_button, element.negative_button];
  return el("span", { class: "actions" }, sides.map((side) =>
    button({ ...side, type: "button", action_id: element.action_id }, place)));
}

function select(element, place) {
  const options = optionsOf(element, place.listed);
  const [now] = chosenIn(element, place.state);
  const current = options.find((option) => option.value === now);
  const label = current?.text.text ?? element.placeholder?.text ?? "Choose an option";
  return menuButton({ class: "button select", "data-key": keyOf(element, place) },
    [label, icon("down")],
    () => options.map((option) => ({
      label: option.text.text, hint: option.description?.text, checked: option.value === now,
      choose: (from) => use(element, place, option.value, from),
    })));
}

function overflow(element, place) {
  return menuButton({ class: "button", "aria-label": "More", "data-key": keyOf(element, place) },
    [icon("more")],
    () => element.options.map((option) => ({
      label: option.text.text, hint: option.description?.text,
      choose: (from) => {
        if (option.url) open(option.url, "_blank", "noopener,noreferrer");
        use(element, place, option.value, from);
      },
    })));
}
