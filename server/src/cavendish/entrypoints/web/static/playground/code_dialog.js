// "Copy as curl, Python, JavaScript": the exact request, ready to run.

import { copy, t } from "../look.js";
import { SAMPLES } from "./code_samples.js";

const dialog = document.getElementById("code-dialog");
const panel = document.getElementById("code-text");
const hint = document.getElementById("code-hint");
const tabs = [...dialog.querySelectorAll("[role=tab]")];
let request = null;

function choose(tab) {
  for (const each of tabs) {
    each.setAttribute("aria-selected", String(each === tab));
    each.tabIndex = each === tab ? 0 : -1;
  }
  panel.textContent = SAMPLES[tab.value](request);
  panel.setAttribute("aria-labelledby", tab.id);
  const needs = { python: "playground.code_python", javascript: "playground.code_javascript" }[tab.value];
  const hints = [needs && t(needs), t("playground.code_note"), request.isLost
    ? t("playground.code_lost") : request.body.input.image_urls && t("playground.code_files")];
  hint.textContent = hints.filter(Boolean).map((text) => text.replace(/([^.])$/, "$1.")).join(" ");
}

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  });
}
document.getElementById("copy-code").addEventListener("click", () => copy(panel.textContent));

/** `shown`: public address, model and body of a request. */
export function showCode(shown) {
  request = shown;
  choose(tabs.find((tab) => tab.getAttribute("aria-selected") === "true"));
  dialog.showModal();
}
