// One picture at full size; arrows lead to its neighbours, Escape closes (the dialog sees to focus itself).

import { el, t } from "../look.js";
import { describe, mishap, showFacts } from "./facts.js";

const dialog = document.getElementById("lightbox");
const big = document.getElementById("big");
const under = document.getElementById("big-under");
const place = document.getElementById("place");
const newer = document.getElementById("newer");
const older = document.getElementById("older");

export class Lightbox {
  #id = null;
  #opened = null;

  constructor(context) {
    this.context = context;
    newer.addEventListener("click", () => this.#step(-1));
    older.addEventListener("click", () => this.#step(1));
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step && !event.target.closest("input, textarea")) this.#step(step);
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target === big) dialog.close();
    });
    dialog.addEventListener("close", () => {
      // The dialog gives focus back to where it came from; who walked on lands on the picture he saw last.
      if (this.#id !== this.#opened) document.querySelector(`[data-task="${this.#id}"] button`)?.focus();
      this.#id = null;
    });
  }

  get isOpen() {
    return dialog.open;
  }

  open(task) {
    this.#opened = task.id;
    this.#show(task);
    if (!dialog.open) dialog.showModal();
  }

  close() {
    dialog.close();
  }

  /** The task changed while it is shown. */
  update(task) {
    if (dialog.open && task?.id === this.#id) this.#show(task);
  }

  async #step(by) {
    const { tasks } = this.context;
    let all = tasks.all;
    const at = all.findIndex((task) => task.id === this.#id) + by;
    if (at === all.length && tasks.hasMore) {
      await tasks.load({ next: true });
      all = tasks.all;
    }
    if (all[at]) this.#show(all[at]);
  }

  #show(task) {
    this.#id = task.id;
    const all = this.context.tasks.all;
    const at = all.findIndex((each) => each.id === task.id);
    place.textContent = t("playground.place", { n: at + 1, total: all.length });
    newer.disabled = at <= 0;
    older.disabled = at === all.length - 1 && !this.context.tasks.hasMore;
    // A disabled button that keeps the focus would swallow the arrow keys.
    if (document.activeElement?.disabled) (older.disabled ? newer : older).focus();
    if (task.state === "success") {
      const image = el("img", { src: task.picture, alt: describe(task) });
      big.replaceChildren(image);
      this.context.tasks.detail(task).then(() => { image.alt = describe(task); }).catch(() => {});
    } else {
      big.replaceChildren(task.state === "failed" ? mishap(task) : el("p", { class: "badge busy" }, t(`playground.${task.state}`)));
    }
    showFacts(under, task, this.context);
  }
}
