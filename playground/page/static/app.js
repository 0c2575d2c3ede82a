// The page: fetches what the workspace holds, shows it, and fetches again when told of a change.

import { ask, get, post } from "./api.js";
import { Composer } from "./composer.js";
import { byId } from "./dom.js";
import { edit } from "./editing.js";
import { hasTabs, showHead } from "./head.js";
import { Home } from "./home.js";
import { ModalHost } from "./modal.js";
import { showOffers } from "./offers.js";
import { Sidebar } from "./sidebar.js";
import { wireTheme } from "./theme.js";
import { Timeline } from "./timeline.js";
import { Trace } from "./trace.js";

let state = null;
let [channel, tab] = decodeURIComponent(location.hash.slice(1)).split("/");
let fetching = false;
let stale = false;

const names = {
  user: (id) => state.users[id]?.name,
  channel: (id) => state.channels.find((one) => one.id === id)?.name,
  listed,
};
const trace = new Trace(trouble);
const sidebar = new Sidebar((id) => goTo(id));
const modal = new ModalHost(names, (view_id, ...use) => click({ view_id }, ...use));
const home = new Home(names, (view_id, ...use) => click({ view_id }, ...use));
const timeline = new Timeline(names, {
  appName: () => state.app.name,
  isMine: (message) => message.user === state.me && message.subtype !== "tombstone",
  shortcuts: () => state.app.shortcuts.filter((one) => one.kind === "message"),
  reply: (message) => composer.replyTo(message.ts, names.user(message.user) ?? message.user),
  explain: (message) => trace.open(message),
  edit: editMessage,
  remove: ({ channel, ts }) => tried(() => post("/page/deletions", { channel, ts })),
  shortcut: (one, { channel, ts }) => tried(() =>
    ask("/page/shortcuts", { callback_id: one.callback_id, channel, ts }, state.app.name)),
  use: ({ channel, ts }, ...use) => click({ channel, ts }, ...use),
});
const composer = new Composer(send, command, trouble, {
  commands: () => state?.app.commands ?? [],
  people: () => Object.values(state?.users ?? {}).map(({ handle, name }) => ({ handle, name })),
});

function trouble(words) {
  byId("trouble").textContent = words;
  byId("trouble").hidden = !words;
}

/** Do something; what goes wrong is shown. */
async function tried(work) {
  trouble("");
  try {
    await work();
  } catch (error) {
    trouble(error.message);
  }
}

async function send(form) {
  form.append("channel", state.channel);
  await post("/page/messages", form);
  trouble("");
}

async function command(name, text) {
  trouble("");
  // What goes wrong with a command, Slackbot says in the channel.
  await post("/page/commands", { channel: state.channel, command: name, text });
}

function click(where, block, element, value) {
  const { action_id } = element;
  return tried(() => ask("/page/clicks",
    { ...where, block_id: block.block_id, action_id, value }, state.app.name));
}

function editMessage(message) {
  const item = document.querySelector(`[data-ts="${message.ts}"]`);
  const save = (text) => post("/page/edits", { channel: message.channel, ts: message.ts, text });
  edit(item, message, names, save, trouble);
}

const offers = {
  sample: (name) => tried(async () => {
    const form = new FormData();
    form.append("sample", name);
    await send(form);
  }),
  shortcut: (one) => tried(() =>
    ask("/page/shortcuts", { callback_id: one.callback_id }, state.app.name)),
};

/** Name the conversations or people that a menu of the workspace's own lists. */
function listed(kind) {
  const option = (value, text) => ({ value, text: { text } });
  if (kind === "users_select") {
    return Object.entries(state.users).map(([id, user]) => option(id, user.name));
  }
  const kinds = { conversations_select: ["channel", "group", "im", "mpim"], channels_select: ["channel"] };
  return state.channels.filter((one) => kinds[kind]?.includes(one.kind))
    .map((one) => option(one.id, one.name));
}

/** Fetch the state once more, however often it changed in between. */
async function refresh() {
  stale = true;
  if (fetching) return;
  fetching = true;
  try {
    while (stale) {
      stale = false;
      const next = await get(`/page/state${channel ? `?channel=${encodeURIComponent(channel)}` : ""}`);
      channel ||= next.channel;
      // Meanwhile the person may have gone elsewhere; that channel comes next.
      if (next.channel === channel) show(next);
      await trace.refresh();
    }
    byId("status").classList.remove("lost");
  } catch (error) {
    trouble(`The playground does not answer: ${error.message}`);
  } finally {
    fetching = false;
  }
}

function show(next) {
  const before = state;
  const moved = before?.channel !== next.channel;
  state = next;
  byId("team").textContent = next.team;
  byId("me").textContent = `You are ${next.users[next.me].name}.`;
  byId("status").textContent = next.app.connected
    ? `${next.app.name} is here` : `Waiting for ${next.app.name}…`;
  byId("status").classList.toggle("connected", next.app.connected);
  sidebar.show(next);
  showOffers(next, offers);
  showHead(next, tab, { openTab, invite });
  showPlace();
  timeline.show(next.messages, moved);
  byId("empty").hidden = next.messages.length > 0;
  home.show(next.home, next.app);
  modal.show(next.modal);
  showNamed();
  if (!moved) timeline.announce(before.messages, next.messages, next.me);
}

/** Go to the message that a permalink named, once. */
function showNamed() {
  if (!tab?.startsWith("p")) return;
  const item = document.querySelector(`[data-ts="${CSS.escape(tab.slice(1))}"]`);
  tab = "messages";
  remember();
  item?.scrollIntoView({ block: "center" });
  item?.focus();
}

function showPlace() {
  const atHome = tab === "home" && hasTabs(state);
  byId("home").hidden = !atHome;
  byId("scroller").hidden = byId("composer").hidden = atHome;
}

function goTo(id) {
  channel = id;
  tab = "messages";
  remember();
  composer.leaveThread();
  const entered = state.channels.find((one) => one.id === id);
  if (entered.kind === "im" && entered.member) tried(() => post("/page/home", { tab }));
  refresh();
}

function openTab(name) {
  tab = name;
  remember();
  showHead(state, tab, { openTab, invite });
  showPlace();
  tried(() => post("/page/home", { tab }));
}

function remember() {
  history.replaceState(null, "", `#${encodeURIComponent(channel)}${tab === "home" ? "/home" : ""}`);
}

function invite() {
  tried(() => post("/page/invitations", { channel: state.channel }));
  byId("words").focus();
}

function listen() {
  const changes = new EventSource("/page/changes");
  changes.addEventListener("message", refresh);
  changes.addEventListener("error", () => {
    byId("status").classList.remove("connected");
    trouble("The connection to the playground is lost. Is it still running?");
  });
  changes.addEventListener("open", () => trouble(""));
  addEventListener("pagehide", () => changes.close());
}

wireTheme();
listen();
