// The pictures that a request starts from: dropped, pasted, chosen or linked; shown small, moved, removed.

import { el, t } from "../look.js";
import { base, call, ownPath } from "./api.js";

const TYPES = ["image/png", "image/jpeg", "image/webp"];
const MAX_BYTES = 10 * 1024 * 1024;
const list = document.getElementById("references");

const path = (d) => el("svg:svg", { viewBox: "0 0 20 20", "aria-hidden": "true", fill: "none",
  stroke: "currentColor", "stroke-width": "2", "stroke-linecap": "round" }, el("svg:path", { d }));

/** `changed` hears of every change, `problem` of what could not be taken. */
export class References {
  #items = [];
  #dragged = null;
  limit = 5;

  constructor({ publicUrl, changed, problem }) {
    this.publicUrl = publicUrl;
    this.changed = changed;
    this.problem = problem;
  }

  get urls() {
    return this.#items.filter((item) => item.url).map((item) => item.url);
  }

  get count() {
    return this.#items.length;
  }

  get isUploading() {
    return this.#items.some((item) => !item.url);
  }

  /** Take these links in the place of what is there. */
  replace(urls) {
    this.#items = urls.map((url) => this.#linked(url));
    this.#draw();
  }

  addLink(text) {
    const url = text.trim();
    if (!/^https?:\/\/[^/]/i.test(url)) return this.problem(t("playground.bad_link")), false;
    if (!this.#hasRoom()) return false;
    this.#items.push(this.#linked(url));
    this.#draw();
    return true;
  }

  /** What lies on this server is shown small; others' pictures would be calls to other hosts. */
  #linked(url) {
    const shown = ownPath(url, this.publicUrl)?.replace(`${base}results/`, `${base}thumbnails/`);
    return { url, name: nameOf(url), shown };
  }

  /** Upload these files; those that are no pictures, or too many, are told of. */
  async addFiles(files) {
    await Promise.all([...files].map((file) => this.#addFile(file)));
  }

  async #addFile(file) {
    const name = file.name || "picture";
    if (!TYPES.includes(file.type)) return this.problem(t("playground.wrong_type", { name }));
    if (file.size > MAX_BYTES) return this.problem(t("playground.too_large", { name }));
    if (!this.#hasRoom()) return;
    const item = { url: null, name, shown: URL.createObjectURL(file) };
    this.#items.push(item);
    this.#draw();
    try {
      const stored = await call("api/v1/files", {
        method: "POST", body: file, headers: { "Content-Type": file.type },
      });
      item.url = stored.url;
    } catch (error) {
      this.#items = this.#items.filter((each) => each !== item);
      this.problem(t("playground.upload_failed", { name, reason: error.message || t("playground.cure.network") }));
    }
    this.#draw();
  }

  #hasRoom() {
    if (this.#items.length < this.limit) return true;
    this.problem(null);
    return false;
  }

  #move(item, to) {
    const from = this.#items.indexOf(item);
    if (from < 0 || to < 0 || to >= this.#items.length || from === to) return;
    this.#items.splice(from, 1);
    this.#items.splice(to, 0, item);
    this.#draw();
  }

  #draw() {
    const focused = document.activeElement?.closest?.("#references button")?.dataset.focus;
    list.replaceChildren(...this.#items.map((item, index) => this.#tile(item, index)));
    if (focused) list.querySelector(`[data-focus="${focused}"]`)?.focus();
    this.changed();
  }

  #tile(item, index) {
    const n = index + 1;
    const button = (name, d, key, onclick) => el("button", {
      type: "button", class: "mini", "aria-label": t(`playground.${name}`, { n }), "data-focus": key, onclick,
    }, path(d));
    const id = (this.#ids.get(item) ?? this.#newId(item));
    const tile = el("li", { class: item.url ? "reference" : "reference uploading", draggable: "true", title: item.name },
      item.shown
        ? el("img", { src: item.shown, alt: t("playground.reference_number", { n, name: item.name }), draggable: "false" })
        : el("span", { class: "linked" }, item.name),
      el("span", { class: "number-badge", "aria-hidden": "true" }, String(n)),
      item.url ? null : el("span", { class: "visually-hidden" }, t("playground.uploading", { name: item.name })),
      el("span", { class: "minis" },
        index > 0 && button("move_left", "M12 5l-5 5 5 5", `left-${id}`, () => this.#move(item, index - 1)),
        index < this.#items.length - 1 && button("move_right", "M8 5l5 5-5 5", `right-${id}`, () => this.#move(item, index + 1)),
        button("remove", "M6 6l8 8M14 6l-8 8", `remove-${id}`, () => {
          this.#items = this.#items.filter((each) => each !== item);
          this.#draw();
        })));
    tile.addEventListener("dragstart", (event) => {
      this.#dragged = item;
      event.dataTransfer.setData("text/x-cavendish-reference", String(n));
      event.dataTransfer.effectAllowed = "move";
    });
    tile.addEventListener("dragend", () => { this.#dragged = null; });
    tile.addEventListener("dragover", (event) => { if (this.#dragged) event.preventDefault(); });
    tile.addEventListener("drop", (event) => {
      if (!this.#dragged) return;
      event.preventDefault();
      event.stopPropagation();
      this.#move(this.#dragged, index);
    });
    return tile;
  }

  #ids = new WeakMap();
  #lastId = 0;

  #newId(item) {
    this.#lastId += 1;
    this.#ids.set(item, this.#lastId);
    return this.#lastId;
  }
}

function nameOf(url) {
  try {
    const parts = new URL(url);
    return parts.hostname + parts.pathname;
  } catch {
    return url;
  }
}
