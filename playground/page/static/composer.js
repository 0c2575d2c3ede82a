// What a person sends: typed words, commands, and images chosen, dropped or pasted.

import { Completion } from "./completion.js";
import { byId, el } from "./dom.js";

const TYPES = "Files";
const HINT = "Enter sends, Shift+Enter starts a new line";
const PREVIEW = 64;

/**
 * The message box. `send(form)`, `command(name, text)` post and reject with an Error that is safe
 * to show; `sources` is for the suggestions.
 */
export class Composer {
  constructor(send, command, showTrouble, sources) {
    this.send = send;
    this.command = command;
    this.showTrouble = showTrouble;
    this.files = [];
    this.threadTs = null;
    this.words = byId("words");
    this.completion = new Completion(this.words, sources);
    byId("composer").addEventListener("submit", (event) => this.submit(event));
    this.words.addEventListener("keydown", (event) => this.onKey(event));
    this.words.addEventListener("input", () => this.onInput());
    byId("files").addEventListener("change", (event) => this.onChosen(event.target));
    byId("leave-thread").addEventListener("click", () => {
      this.leaveThread();
      this.words.focus();
    });
    document.addEventListener("paste", (event) => this.onPaste(event));
    this.wireDropping();
  }

  /** Answer in a message's thread from now on. */
  replyTo(ts, author) {
    this.threadTs = ts;
    byId("thread-words").textContent = `Replying in the thread of ${author}`;
    byId("thread").hidden = false;
    this.words.focus();
  }

  /** Write to the channel again. */
  leaveThread() {
    this.threadTs = null;
    byId("thread").hidden = true;
  }

  onKey(event) {
    if (this.completion.onKey(event)) return;
    if (event.key === "Escape" && this.threadTs) this.leaveThread();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    byId("composer").requestSubmit();
  }

  /** Grow with the words, and tell how a command is used. */
  onInput() {
    this.words.style.height = "auto";
    this.words.style.height = `${this.words.scrollHeight}px`;
    const command = this.completion.command();
    byId("hint").textContent = command
      ? `${command.name} ${command.usage_hint} · ${command.description}` : HINT;
  }

  onChosen(input) {
    this.add(input.files);
    input.value = "";
  }

  onPaste(event) {
    if (!event.clipboardData?.files.length || event.target.closest?.("dialog")) return;
    event.preventDefault();
    this.add(event.clipboardData.files);
  }

  wireDropping() {
    const veil = byId("drop");
    let depth = 0;
    const show = (change) => {
      depth = Math.max(0, depth + change);
      veil.hidden = depth === 0;
    };
    const withFiles = (event) => event.dataTransfer?.types.includes(TYPES) &&
      !event.target.closest?.("dialog");
    addEventListener("dragenter", (event) => withFiles(event) && show(1));
    addEventListener("dragleave", (event) => withFiles(event) && show(-1));
    addEventListener("dragover", (event) => withFiles(event) && event.preventDefault());
    addEventListener("drop", (event) => {
      if (!withFiles(event)) return;
      event.preventDefault();
      show(-depth);
      this.add(event.dataTransfer.files);
      if (this.files.length) this.submit();
    });
  }

  add(files) {
    this.files.push(...files);
    this.list();
    this.words.focus();
  }

  list() {
    byId("chosen").replaceChildren(...this.files.map((file, index) =>
      el("li", {}, preview(file), el("span", {}, file.name),
        el("button", { type: "button", class: "link", "aria-label": `Remove ${file.name}`,
          onclick: () => this.remove(index) }, "×"))));
  }

  remove(index) {
    this.files.splice(index, 1);
    this.list();
    this.words.focus();
  }

  async submit(event) {
    event?.preventDefault();
    const typed = this.words.value.trim();
    if (!typed && !this.files.length) return;
    byId("send").disabled = true;
    try {
      if (typed.startsWith("/") && !this.files.length) await this.run(typed);
      else await this.post(typed);
      this.words.value = "";
      this.files = [];
      this.list();
      this.onInput();
    } catch (error) {
      this.showTrouble(`Not sent: ${error.message}`);
    } finally {
      byId("send").disabled = false;
      // Disabling the button may have dropped the focus; elsewhere it is the person's choice.
      if (document.activeElement === document.body) this.words.focus();
    }
  }

  async run(typed) {
    if (this.threadTs) throw new Error("Slack takes no slash commands in threads.");
    const [name] = typed.split(/\s/, 1);
    await this.command(name, typed.slice(name.length).trim());
  }

  async post(typed) {
    const form = new FormData();
    form.append("text", typed);
    if (this.threadTs) form.append("thread_ts", this.threadTs);
    for (const file of this.files) form.append("files", file, file.name);
    await this.send(form);
  }
}

/** Draw a small picture of a file that is yet to be sent. */
function preview(file) {
  const canvas = el("canvas", { width: PREVIEW, height: PREVIEW, "aria-hidden": "true" });
  createImageBitmap(file).then((picture) => {
    const side = Math.min(picture.width, picture.height);
    const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
    canvas.getContext("2d").drawImage(picture, left, top, side, side, 0, 0, PREVIEW, PREVIEW);
  }).catch(() => canvas.remove());
  return canvas;
}
