// The head of a conversation: its name, its tabs, and whether Glimpse is in it.

import { byId, el } from "./dom.js";

const KINDS = { channel: "Channel", group: "Private channel", im: "App", mpim: "Group message" };
const TABS = [["home", "Home"], ["messages", "Messages"]];

/** Show the head; `actions` has openTab(tab) and invite(). */
export function showHead(state, tab, actions) {
  const current = state.channels.find((one) => one.id === state.channel);
  byId("channel-name").textContent = current.name;
  document.title = `${current.name} · Glimpse playground`;
  byId("words").placeholder = `Message ${current.kind === "channel" ? "#" : ""}${current.name}`;
  const people = `${current.members} members`;
  byId("channel-note").textContent = current.kind === "im" ? KINDS.im
    : `${KINDS[current.kind]} · ${people}${current.member ? "" : ` · ${state.app.name} is not here`}`;
  const invite = byId("invite");
  invite.hidden = current.member;
  invite.textContent = `Invite ${state.app.name}`;
  invite.onclick = actions.invite;
  showTabs(state, current, tab, actions);
}

/** Tell whether a conversation is the app's own place, with tabs. */
export function hasTabs(state) {
  const current = state.channels.find((one) => one.id === state.channel);
  return current.kind === "im" && current.member && state.app.home_tab;
}

function showTabs(state, current, tab, actions) {
  const list = byId("tabs");
  list.hidden = !hasTabs(state);
  if (list.hidden) {
    list.replaceChildren();
    return;
  }
  if (!list.children.length) list.append(...TABS.map(([name, label]) => tabButton(name, label, list, actions)));
  for (const button of list.children) {
    const chosen = button.dataset.tab === tab;
    button.setAttribute("aria-selected", String(chosen));
    button.tabIndex = chosen ? 0 : -1;
  }
}

function tabButton(name, label, list, actions) {
  const panel = name === "home" ? "home" : "scroller";
  const button = el("button", { type: "button", role: "tab", "data-tab": name,
    "aria-controls": panel, onclick: () => actions.openTab(name) }, label);
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = [...list.children].find((one) => one !== button);
    other.focus();
    other.click();
  });
  return button;
}
