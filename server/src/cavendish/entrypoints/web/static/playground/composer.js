// The form: what is asked for, checked before it is sent, kept over a reload.

import { t } from "../look.js";
import { References } from "./references.js";

const form = document.getElementById("composer");
const prompt = document.getElementById("prompt");
const count = document.getElementById("count");
const problem = document.getElementById("problem");
const DRAFT = "cavendish.draft";

const length = (text) => [...text.trim()].length; // code points, as the server counts

export class Composer {
  constructor({ catalogue, submit, changed, askCode }) {
    this.models = catalogue.models;
    this.hasChosenRatio = false;
    this.changed = changed;
    this.references = new References({
      publicUrl: catalogue.publicUrl,
      changed: () => this.#refresh(),
      problem: (text) => this.complain(text ?? this.#tooManyReferences()),
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const asked = this.check();
      if (asked) submit(asked);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    form.addEventListener("input", (event) => {
      if (event.target.name === "ratio") this.hasChosenRatio = true;
      this.#refresh();
    });
    document.getElementById("show-code").addEventListener("click", () => {
      const asked = this.check();
      if (asked) askCode(asked);
    });
    for (const chip of form.querySelectorAll(".chip")) {
      chip.addEventListener("click", () => {
        prompt.value = chip.dataset.prompt;
        this.#refresh();
        prompt.focus();
      });
    }
    this.#listenForLinks();
    this.#listenForFiles();
    if (/Mac|iPhone|iPad/.test(navigator.platform)) document.getElementById("submit-keys").textContent = "⌘ ↵";
    this.#restore();
  }

  get model() {
    return this.models[form.model.value];
  }

  get ratio() {
    return form.ratio.value;
  }

  /** Offer what this key may use; an empty list means everything. */
  allow({ models = [], strategy }) {
    for (const option of form.model.options) {
      option.hidden = option.disabled = models.length > 0 && !models.includes(option.value);
    }
    if (form.model.selectedOptions[0]?.disabled !== false) {
      form.model.value = [...form.model.options].find((option) => !option.disabled)?.value ?? "";
    }
    if (strategy && !this.hasDraft) form.strategy.value = strategy;
    this.#refresh();
  }

  /** The request as it stands, or null after saying what is wrong with it. */
  check() {
    const { maxPromptChars: max, maxReferences, title: model } = this.model;
    const n = length(prompt.value);
    const wrong = (n === 0 && t("playground.no_prompt"))
      || (n > max && t("playground.too_long", { n, max, model }))
      || (this.references.isUploading && t("playground.still_uploading"))
      || (this.references.count > maxReferences && this.#tooManyReferences());
    prompt.setAttribute("aria-invalid", String(n === 0 || n > max));
    this.complain(wrong || "");
    if (wrong) {
      if (n === 0 || n > max) prompt.focus();
      return null;
    }
    return this.request();
  }

  request() {
    const urls = this.references.urls;
    const input = { mode: urls.length ? "image-to-image" : "text-to-image", prompt: prompt.value.trim() };
    if (urls.length) input.image_urls = urls;
    input.aspect_ratio = form.ratio.value;
    input.output_format = form.format.value;
    if (this.model.resolutions.length) input.resolution = form.resolution.value;
    return { model: form.model.value, body: { provider: form.strategy.value, input } };
  }

  /** Put an earlier request back. Pictures that came inside of it cannot come back. */
  reuse({ model, provider, input }) {
    prompt.value = input.prompt;
    if (this.models[model]) form.model.value = model;
    form.strategy.value = provider ?? "auto";
    form.ratio.value = input.aspect_ratio ?? "1:1";
    this.hasChosenRatio = true;
    form.format.value = input.output_format === "jpg" ? "jpeg" : input.output_format ?? "png";
    if (input.resolution) form.resolution.value = input.resolution;
    this.references.replace((input.image_urls ?? []).filter((url) => url.startsWith("http")));
    prompt.focus();
  }

  complain(text) {
    problem.textContent = text;
    problem.hidden = !text;
  }

  focus() {
    prompt.focus({ preventScroll: true });
  }

  #tooManyReferences() {
    return t("playground.too_many_references", { max: this.model.maxReferences, model: this.model.title });
  }

  #refresh() {
    const model = this.model;
    if (!model) return;
    this.references.limit = model.maxReferences;
    const isEdit = this.references.count > 0;
    // An edit keeps its picture's shape, unless another one was asked for.
    if (isEdit && !this.hasChosenRatio) form.ratio.value = "auto";
    for (const label of form.querySelectorAll("[data-ratio]")) {
      label.hidden = !model.ratios.includes(label.dataset.ratio);
      if (label.hidden && label.firstElementChild.checked) form.ratio.value = "1:1";
    }
    const resolutions = document.getElementById("resolution-group");
    resolutions.disabled = !model.resolutions.length;
    document.getElementById("submit-label").textContent = t(isEdit ? "playground.edit" : "playground.generate");
    document.getElementById("ideas").hidden = isEdit;
    document.getElementById("edit-ideas").hidden = !isEdit;
    prompt.placeholder = t(isEdit ? "playground.edit_hint" : "playground.prompt_hint");
    document.getElementById("strategy-hint").textContent = t(`playground.strategy_hints.${form.strategy.value}`);
    document.getElementById("reference-count").textContent = isEdit
      ? t("playground.reference_count", { n: this.references.count, max: model.maxReferences }) : "";
    const n = length(prompt.value);
    count.textContent = n > model.maxPromptChars * 0.8 ? `${n} / ${model.maxPromptChars}` : "";
    if (n > 0) prompt.removeAttribute("aria-invalid");
    this.#save();
    this.changed(this);
  }

  #listenForLinks() {
    const row = document.getElementById("link-row");
    const opener = document.getElementById("by-link");
    const link = document.getElementById("link");
    const add = () => {
      if (this.references.addLink(link.value)) {
        link.value = "";
        this.complain("");
      }
    };
    opener.addEventListener("click", () => {
      row.hidden = !row.hidden;
      opener.setAttribute("aria-expanded", String(!row.hidden));
      if (!row.hidden) link.focus();
    });
    document.getElementById("add-link").addEventListener("click", add);
    link.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      add();
    });
  }

  #listenForFiles() {
    const take = (files) => {
      this.complain("");
      this.references.addFiles(files);
    };
    const files = document.getElementById("files");
    files.addEventListener("change", () => {
      take([...files.files]);
      files.value = "";
    });
    const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    addEventListener("dragover", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      form.classList.add("dropping");
    });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("dropping"); });
    addEventListener("drop", (event) => {
      form.classList.remove("dropping");
      if (!carriesFiles(event)) return;
      event.preventDefault();
      take(event.dataTransfer.files);
    });
    addEventListener("paste", (event) => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (!pasted.length) return; // words are pasted as words
      event.preventDefault();
      take(pasted);
    });
  }

  #save() {
    const draft = { ...this.request(), prompt: prompt.value, hasChosenRatio: this.hasChosenRatio };
    sessionStorage.setItem(DRAFT, JSON.stringify(draft));
  }

  #restore() {
    const saved = JSON.parse(sessionStorage.getItem(DRAFT) ?? "null");
    this.hasDraft = saved !== null;
    if (!saved) return this.#refresh();
    const { model, body, prompt: text } = saved;
    this.reuse({ model, provider: body.provider, input: { ...body.input, prompt: text } });
    this.hasChosenRatio = saved.hasChosenRatio;
    prompt.blur();
  }
}
