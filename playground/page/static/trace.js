// What happened for an answer: the event, the job, every call, and how long each took.

import { get } from "./api.js";
import { byId, el } from "./dom.js";
import { icon } from "./icons.js";

const KINDS = { event: "Slack to Glimpse", call: "Glimpse to Slack", bytes: "Bytes" };
const HIDDEN = new Set(["token"]);

/** The panel beside the messages. */
export class Trace {
  constructor(trouble) {
    this.trouble = trouble;
    this.of = null;
    this.key = "";
    byId("close-trace").append(icon("close"));
    byId("close-trace").addEventListener("click", () => this.close());
    byId("trace").addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  /** Open for a message of the app. */
  async open(message) {
    this.from = document.activeElement;
    this.of = message;
    this.key = "";
    await this.refresh();
    byId("trace").hidden = false;
    byId("trace").focus();
  }

  /** Fetch once more, if it is open. */
  async refresh() {
    if (!this.of) return;
    const { channel, ts } = this.of;
    try {
      const told = await get(`/page/trace/${encodeURIComponent(channel)}/${encodeURIComponent(ts)}`);
      const key = JSON.stringify(told);
      if (key === this.key) return;
      this.key = key;
      this.draw(told);
    } catch (error) {
      this.trouble(error.message);
      this.close();
    }
  }

  /** Draw what is told; what was unfolded stays so. */
  draw(told) {
    const panel = byId("trace-body");
    const folds = () => [...panel.querySelectorAll("details")];
    const open = folds().map((fold) => fold.open);
    const focused = folds().findIndex((fold) => fold.contains(document.activeElement));
    panel.replaceChildren(...body(told));
    folds().forEach((fold, index) => {
      fold.open = open[index] ?? false;
    });
    folds()[focused]?.querySelector("summary").focus();
  }

  close() {
    this.of = null;
    byId("trace").hidden = true;
    (this.from?.isConnected ? this.from : byId("words")).focus();
  }
}

function body(told) {
  const calls = told.steps.filter((step) => step.kind === "call").length;
  return [
    el("dl", { class: "facts" },
      fact("From event to last call", seconds(told.seconds)),
      fact("Web API calls", String(calls)),
      fact("Job", told.job ? el("code", {}, told.job) : "none named in the metadata")),
    el("p", { class: "legend" }, Object.entries(KINDS).map(([kind, words]) =>
      el("span", { class: kind }, words))),
    told.steps.length ? el("ol", { class: "steps" }, told.steps.map((step) => row(step, told)))
      : el("p", { class: "gone" }, "Nothing is known that led to this message."),
    told.left_out > 0 && el("p", { class: "note" }, `${told.left_out} more are left out.`),
  ].filter(Boolean);
}

function fact(name, value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value));
}

function row(step, told) {
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span", {}));
  const whole = Math.max(told.seconds, 0.001);
  bar.firstChild.style.marginInlineStart = `${Math.min(98, (step.after / whole) * 100)}%`;
  bar.firstChild.style.width = `${Math.max(1.5, (step.seconds / whole) * 100)}%`;
  const state = step.ok ? "" : el("span", { class: "bad" }, step.note || "failed");
  return el("li", { class: `step ${step.kind}` },
    el("details", {},
      el("summary", {},
        el("span", { class: "what" }, el("strong", {}, step.name),
          step.detail && el("span", { class: "note" }, step.detail), state),
        el("span", { class: "when" }, `+${step.after ? seconds(step.after) : "0 s"}`,
          el("span", { class: "took" }, took(step))),
        bar),
      el("p", { class: "note" }, KINDS[step.kind]),
      el("pre", { tabIndex: 0 }, JSON.stringify(step.payload, hide, 2))));
}

function took(step) {
  if (step.seconds === null) return "";
  return `${step.kind === "event" ? "ack" : "took"} ${seconds(step.seconds)}`;
}

function hide(key, value) {
  return HIDDEN.has(key) ? undefined : value;
}

function seconds(value) {
  if (value >= 1) return `${value.toFixed(value < 10 ? 2 : 1)} s`;
  return value < 0.001 ? "< 1 ms" : `${Math.round(value * 1000)} ms`;
}
