// The page: fetches what the workspace holds, shows it, and fetches again when told of a change.

import { Composer } from "./composer.js";
import { byId, el } from "./dom.js";
import { messageItem, summary } from "./messages.js";

const MARKS = { channel: "#", group: "🔒", im: "●", mpim: "◎" };
const SECTIONS = [["channel", "group"], ["im", "mpim"]];

let state = null;
let channel = decodeURIComponent(location.hash.slice(1)) || undefined;
let fetching = false;
let stale = false;
let channelsKey = "";
const seen = new Map();
const shown = new Map();

const names = {
  user: (id) => state.users[id]?.name,
  channel: (id) => state.channels.find((one) => one.id === id)?.name,
};

const composer = new Composer(post, trouble);

function trouble(words) {
  byId("trouble").textContent = words;
  byId("trouble").hidden = !words;
}

async function answerOf(response) {
  if (response.ok) return response.json();
  throw new Error((await response.text()) || `the playground answered ${response.status}`);
}

async function post(form) {
  form.append("channel", state.channel);
  const answer = await answerOf(await fetch("/page/messages", { method: "POST", body: form }));
  trouble("");
  return answer;
}

/** Fetch the state once more, however often it changed in between. */
async function refresh() {
  stale = true;
  if (fetching) return;
  fetching = true;
  try {
    while (stale) {
      stale = false;
      const query = channel ? `?channel=${encodeURIComponent(channel)}` : "";
      const next = await answerOf(await fetch(`/page/state${query}`));
      channel ??= next.channel;
      // Meanwhile the person may have gone elsewhere; that channel comes next.
      if (next.channel === channel) show(next);
    }
    trouble("");
  } catch (error) {
    trouble(`The playground does not answer: ${error.message}`);
  } finally {
    fetching = false;
  }
}

function show(next) {
  const moved = state?.channel !== next.channel;
  const before = state;
  state = next;
  byId("team").textContent = next.team;
  byId("status").textContent = next.app.connected
    ? `${next.app.name} is here` : `Waiting for ${next.app.name}…`;
  byId("status").classList.toggle("connected", next.app.connected);
  showChannels();
  showMessages(moved);
  if (!moved) announce(before, next);
}

function showChannels() {
  const current = state.channels.find((one) => one.id === state.channel);
  seen.set(current.id, current.latest);
  const title = `${MARKS[current.kind]} ${current.name}`;
  byId("channel-name").textContent = title;
  document.title = `${current.name} · Glimpse playground`;
  byId("words").placeholder = `Message ${current.name}`;
  const key = JSON.stringify([state.channel, state.channels]);
  if (key === channelsKey) return;
  channelsKey = key;
  const focused = document.activeElement?.dataset?.channel;
  byId("channels").replaceChildren(...SECTIONS.flatMap((kinds) =>
    state.channels.filter((one) => kinds.includes(one.kind)).map(channelItem)));
  if (focused) byId("channels").querySelector(`[data-channel="${focused}"]`)?.focus();
}

function channelItem(one) {
  const current = one.id === state.channel;
  const unread = !current && one.latest > (seen.get(one.id) ?? "");
  return el("li", {},
    el("button", { type: "button", "data-channel": one.id, "aria-current": current ? "page" : null,
      class: unread ? "unread" : "", onclick: () => goTo(one.id) },
    el("span", { class: "mark", "aria-hidden": "true" }, MARKS[one.kind]), one.name,
    unread && el("span", { class: "hidden" }, ", unread"),
    !one.member && el("span", { class: "note" }, `no ${state.app.name}`)));
}

function goTo(id) {
  channel = id;
  history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  composer.leaveThread();
  refresh();
}

/** Put each message in its place; those that did not change stay as they are. */
function showMessages(moved) {
  const scroller = byId("scroller");
  const list = byId("messages");
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  if (moved) shown.clear();
  const items = state.messages.map((message) => {
    const key = JSON.stringify(message);
    const known = shown.get(message.ts);
    if (known?.key === key) return known.item;
    const item = messageItem(message, names, { reply });
    shown.set(message.ts, { key, item });
    return item;
  });
  const current = new Set(items);
  for (const old of [...list.children]) if (!current.has(old)) old.remove();
  items.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
  byId("empty").hidden = items.length > 0;
  if (moved || atEnd) scroller.scrollTop = scroller.scrollHeight;
}

function reply(message) {
  composer.replyTo(message.ts, names.user(message.user) ?? message.user);
}

function announce(before, next) {
  const known = new Set(all(before).map((message) => message.ts));
  const fresh = all(next).filter((one) => !known.has(one.ts) && one.user !== next.me);
  if (fresh.length) byId("news").textContent = fresh.map((one) => summary(one, names)).join(". ");
}

function all(one) {
  return one.messages.flatMap((message) => [message, ...message.replies]);
}

function listen() {
  const changes = new EventSource("/page/changes");
  changes.addEventListener("message", refresh);
  changes.addEventListener("error", () => {
    byId("status").classList.remove("connected");
    trouble("The connection to the playground is lost. Is it still running?");
  });
  addEventListener("pagehide", () => changes.close());
}

// Pictures change the height of the list when they arrive: stay at its end.
byId("messages").addEventListener("load", (event) => {
  const scroller = byId("scroller");
  const grown = event.target.closest("figure")?.offsetHeight ?? 0;
  const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  if (left < grown + 120) scroller.scrollTop = scroller.scrollHeight;
}, true);

listen();
