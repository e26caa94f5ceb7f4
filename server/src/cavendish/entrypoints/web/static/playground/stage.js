// The newest picture, large: first its empty shape, then its progress, then itself.

import { el, t } from "../look.js";
import { describe, mishap, showFacts } from "./facts.js";

const easel = document.getElementById("easel");
const under = document.getElementById("under");

/** Width by height of a ratio such as `16:9`; null for `auto`. */
export function proportion(ratio) {
  const [across, down] = (ratio ?? "").split(":").map(Number);
  return across && down ? across / down : null;
}

export class Stage {
  #shown = null;

  constructor(context) {
    this.context = context;
  }

  get task() {
    return this.#shown;
  }

  /** The chosen shape, while there is no picture yet. */
  showShape(ratio) {
    if (this.#shown) return;
    this.#shape(easel.firstElementChild, proportion(ratio) ?? 4 / 3);
  }

  show(task) {
    const isSame = this.#shown?.id === task?.id;
    this.#shown = task;
    if (!task) return this.#showNothing();
    if (task.state === "success") this.#showPicture(task);
    else if (!isSame || task.state === "failed") this.#showProgress(task);
    showFacts(under, task, this.context);
  }

  #showNothing() {
    easel.replaceChildren(el("div", { class: "frame empty-frame" }, el("p", { class: "soft" }, t("playground.stage_empty"))));
    under.replaceChildren();
  }

  #showProgress(task) {
    const frame = el("div", { class: task.state === "failed" ? "frame empty-frame" : "frame waiting" });
    if (task.state === "failed") frame.append(mishap(task));
    this.#shape(frame, proportion(task.asked?.input.aspect_ratio) ?? 4 / 3);
    easel.replaceChildren(frame);
  }

  #showPicture(task) {
    const image = el("img", { alt: describe(task), decoding: "async" });
    const frame = el("button", {
      class: "frame opens", type: "button", title: t("playground.enlarge"), onclick: () => this.context.actions.open(task),
    }, image);
    this.#shape(frame, proportion(task.asked?.input.aspect_ratio) ?? this.#proportionNow() ?? 4 / 3);
    image.addEventListener("load", () => this.#shape(frame, image.naturalWidth / image.naturalHeight));
    image.addEventListener("error", () => {
      frame.replaceChildren(el("p", { class: "soft" }, t("playground.expired")));
    });
    image.src = task.picture;
    easel.replaceChildren(frame);
    this.context.tasks.detail(task).then(() => { image.alt = describe(task); }).catch(() => {});
  }

  #proportionNow() {
    return Number(easel.firstElementChild?.style.getPropertyValue("--shape")) || null;
  }

  #shape(frame, value) {
    frame.style.setProperty("--shape", value.toFixed(4));
  }
}
