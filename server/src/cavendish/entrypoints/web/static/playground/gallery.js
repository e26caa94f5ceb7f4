// One's own pictures, newest first, small and fetched when they come into sight.

import { el, t } from "../look.js";
import { describe, failure, mishap } from "./facts.js";

const list = document.getElementById("tiles");
const empty = document.getElementById("no-tiles");
const more = document.getElementById("more");

export class Gallery {
  #tiles = new Map();

  constructor({ tasks, open }) {
    this.tasks = tasks;
    this.open = open;
    // Words for a picture are asked for when it comes near, so that a long gallery asks for few.
    this.near = new IntersectionObserver((entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        this.near.unobserve(entry.target);
        this.#name(entry.target);
      }
    }, { rootMargin: "200px" });
    more.addEventListener("click", () => tasks.load({ next: true }));
    list.addEventListener("keydown", (event) => this.#walk(event));
  }

  draw(isSignedIn) {
    const tasks = this.tasks.all;
    const tiles = tasks.map((task) => this.#tile(task));
    // Tiles that stay are not touched, so that focus and fetched pictures stay too.
    tiles.forEach((tile, index) => {
      if (list.children[index] !== tile) list.insertBefore(tile, list.children[index] ?? null);
    });
    while (list.children.length > tiles.length) list.lastElementChild.remove();
    empty.hidden = !isSignedIn || tasks.length > 0;
    more.hidden = !this.tasks.hasMore;
  }

  #tile(task) {
    const known = this.#tiles.get(task.id);
    if (known?.dataset.state === task.state) return known;
    const tile = el("li", { "data-state": task.state, "data-task": task.id },
      el("button", { class: `tile ${task.state}`, type: "button", "aria-label": describe(task), onclick: () => this.open(task) },
        this.#inside(task)));
    const hadFocus = known?.contains(document.activeElement);
    known?.replaceWith(tile);
    if (hadFocus) tile.firstElementChild.focus();
    this.#tiles.set(task.id, tile);
    this.near.observe(tile);
    return tile;
  }

  #inside(task) {
    if (task.state === "success") {
      const image = el("img", { src: task.thumbnail, alt: "", loading: "lazy", decoding: "async", width: "224", height: "224" });
      image.addEventListener("error", () => image.replaceWith(el("span", { class: "soft small" }, t("playground.expired"))));
      return [image, el("span", { class: "caption", "aria-hidden": "true" }, task.asked?.input.prompt ?? "")];
    }
    if (task.state === "failed") return [mishap(task)];
    return [el("span", { class: "waiting fill" }), el("span", { class: "badge busy" }, t(`playground.${task.state}`))];
  }

  async #name(tile) {
    const task = this.tasks.get(tile.dataset.task);
    if (!task) return;
    try {
      await this.tasks.detail(task);
    } catch {
      return; // its date names it as well
    }
    const reason = task.state === "failed" ? ` (${failure(task).reason})` : "";
    tile.firstElementChild.setAttribute("aria-label", describe(task) + reason);
    const caption = tile.querySelector(".caption");
    if (caption) caption.textContent = task.asked.input.prompt;
  }

  #walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const tile = event.target.closest("li");
    if (!step || !tile) return;
    const next = step > 0 ? tile.nextElementSibling : tile.previousElementSibling;
    next?.firstElementChild.focus();
    event.preventDefault();
  }
}
