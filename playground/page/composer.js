// What a person sends: typed words, and images chosen, dropped or pasted.

import { byId, el } from "./dom.js";

const TYPES = "Files";

/** Wire the message box. `send(form)` posts it and rejects with an Error that is safe to show. */
export class Composer {
  constructor(send, showTrouble) {
    this.send = send;
    this.showTrouble = showTrouble;
    this.files = [];
    this.threadTs = null;
    byId("composer").addEventListener("submit", (event) => this.submit(event));
    byId("words").addEventListener("keydown", (event) => this.onKey(event));
    byId("files").addEventListener("change", (event) => this.onChosen(event.target));
    byId("leave-thread").addEventListener("click", () => {
      this.leaveThread();
      byId("words").focus();
    });
    document.addEventListener("paste", (event) => this.onPaste(event));
    this.wireDropping();
  }

  /** Answer in a message's thread from now on. */
  replyTo(ts, author) {
    this.threadTs = ts;
    byId("thread-words").textContent = `Replying in the thread of ${author}`;
    byId("thread").hidden = false;
    byId("words").focus();
  }

  /** Write to the channel again. */
  leaveThread() {
    this.threadTs = null;
    byId("thread").hidden = true;
  }

  onKey(event) {
    if (event.key === "Escape" && this.threadTs) this.leaveThread();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    byId("composer").requestSubmit();
  }

  onChosen(input) {
    this.add(input.files);
    input.value = "";
  }

  onPaste(event) {
    if (!event.clipboardData?.files.length) return;
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
    addEventListener("dragenter", (event) => event.dataTransfer?.types.includes(TYPES) && show(1));
    addEventListener("dragleave", (event) => event.dataTransfer?.types.includes(TYPES) && show(-1));
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      show(-depth);
      this.add(event.dataTransfer?.files ?? []);
      if (this.files.length) this.submit();
    });
  }

  add(files) {
    this.files.push(...files);
    this.list();
    byId("words").focus();
  }

  list() {
    byId("chosen").replaceChildren(...this.files.map((file, index) =>
      el("li", {}, file.name,
        el("button", { type: "button", class: "quiet", "aria-label": `Remove ${file.name}`,
          onclick: () => this.remove(index) }, "×"))));
  }

  remove(index) {
    this.files.splice(index, 1);
    this.list();
    byId("words").focus();
  }

  async submit(event) {
    event?.preventDefault();
    const words = byId("words");
    if (!words.value.trim() && !this.files.length) return;
    const form = new FormData();
    form.append("text", words.value);
    if (this.threadTs) form.append("thread_ts", this.threadTs);
    for (const file of this.files) form.append("files", file, file.name);
    byId("send").disabled = true;
    try {
      await this.send(form);
      words.value = "";
      this.files = [];
      this.list();
    } catch (error) {
      this.showTrouble(`Not sent: ${error.message}`);
    } finally {
      byId("send").disabled = false;
      // Disabling the button may have dropped the focus; elsewhere it is the person's choice.
      if (document.activeElement === document.body) words.focus();
    }
  }
}
