// What stands under a picture: its state, what can be done with it, what was asked, how it was made.

import { el, language, locale, t } from "../look.js";
import { isFinal } from "./tasks.js";

const day = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
export const inSeconds = (ms) => tenths.format(Math.max(0, ms) / 1000);

/** A picture's name for those who cannot see it. */
export function describe(task) {
  const prompt = task.asked?.input.prompt;
  return prompt
    ? t("playground.picture_of", { prompt })
    : t("playground.picture_from", { date: moment.format(task.createTime) });
}

/** Why it failed, in the reader's language where we know it, and the cure. */
export function failure(task) {
  return {
    reason: t(`playground.short_failure.${task.failCode}`),
    words: task.failMsg,
    cure: t(`playground.cure.${task.failCode}`),
  };
}

/** A call's error in words, with its cure. */
export function explain(error) {
  if (error.status === 0) return t("playground.cure.network");
  const key = `playground.cure.${error.status}`;
  const cure = t(key);
  return cure === key ? error.message : `${error.message} ${cure}`;
}

function stateBadge(task) {
  const kind = { pending: "busy", processing: "busy", success: "good", failed: "bad" }[task.state];
  const time = isFinal(task)
    ? el("span", { class: "soft small number" }, task.state === "success" ? t("playground.seconds", { s: inSeconds(task.costTime) }) : "")
    : el("span", { class: "soft small number", role: "timer", "aria-label": t("playground.elapsed"), "data-since": task.createTime }, elapsed(task.createTime));
  return el("span", { class: "row" }, el("span", { class: `badge ${kind}` }, t(`playground.${task.state}`)), time);
}

const ICONS = {
  download: "M10 3.5v9m0 0L6.5 9M10 12.5L13.5 9M4 16.5h12",
  reference: "M3.5 5.5h9v9h-9zM15 3v5M12.5 5.5h5",
  reuse: "M4.5 8a6 6 0 111 5M4.5 4v4h4",
  code: "M7 6l-4 4 4 4M13 6l4 4-4 4",
  again: "M15.5 8a6 6 0 10-1 5M15.5 4v4h-4",
  cancel: "M5 5l10 10M15 5L5 15",
  mishap: "M3.5 4.5h13v11h-13zM3.5 12.5l3.5-3 2 1.5M12 11l4.5 4M3 3l14 14",
};

function icon(name) {
  return el("svg:svg", { viewBox: "0 0 20 20", fill: "none", stroke: "currentColor", "stroke-width": "1.6",
    "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" }, el("svg:path", { d: ICONS[name] }));
}

function buttons(task, actions) {
  const button = (name, symbol, onclick) => el("button", { class: "button small", type: "button", onclick }, icon(symbol), t(`playground.${name}`));
  if (!isFinal(task)) {
    return [button("cancel", "cancel", () => actions.cancel(task))];
  }
  const made = task.state === "success" ? [
    el("a", { class: "button small", href: task.picture, download: fileName(task) }, icon("download"), t("playground.download")),
    button("as_reference", "reference", () => actions.useAsReference(task)),
  ] : [button("try_again", "again", () => actions.tryAgain(task))];
  return [...made, button("reuse", "reuse", () => actions.reuse(task)), button("code_of_it", "code", () => actions.showCode(task))];
}

function fileName(task) {
  const words = (task.asked?.input.prompt ?? "picture").normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return `${words.slice(0, 60) || "picture"}${task.name.slice(task.name.lastIndexOf("."))}`;
}

/** Fill `place` with what is known of the task, now and once its details have come. */
export function showFacts(place, task, { tasks, actions, models }) {
  const words = el("p", { class: "asked" }, task.asked?.input.prompt ?? "");
  const facts = el("p", { class: "soft small facts-line" });
  const report = el("div", { class: "report" });
  const note = task.state === "failed" ? failureNote(task) : null;
  place.replaceChildren(
    el("div", { class: "row apart" }, stateBadge(task), el("div", { class: "row" }, buttons(task, actions))),
    ...[note, words, facts, report].filter(Boolean),
  );
  facts.textContent = factsLine(task, null, models);
  if (!isFinal(task)) return;
  tasks.detail(task).then((detail) => {
    words.textContent = detail.input.prompt;
    facts.textContent = factsLine(task, detail, models);
    const understood = reportOf(detail);
    if (understood) report.replaceChildren(understood);
    place.querySelector("a[download]")?.setAttribute("download", fileName(task));
  }).catch(() => {}); // the call's own error is shown where it matters: a gone session asks for a key
}

/** In the place of a picture that there is none of. */
export function mishap(task) {
  return el("span", { class: "mishap" }, icon("mishap"), failure(task).reason);
}

/** What can be done in the reader's words, then the server's own, which are English. */
function failureNote(task) {
  const { words, cure } = failure(task);
  const said = language === "en" ? [words, cure] : [cure, words];
  return el("p", { class: "note bad" }, said[0], el("span", { class: "small", lang: said[1] === words ? "en" : undefined }, said[1]));
}

function factsLine(task, detail, models) {
  const input = (detail ?? task.asked)?.input;
  const live = task.expires && (task.expires > Date.now()
    ? t("playground.live_until", { date: day.format(task.expires) })
    : t("playground.expired"));
  const route = detail?.route && t("playground.made_by", { route: detail.route });
  return [input?.aspect_ratio, input?.output_format.toUpperCase(), input?.resolution,
    models[task.model]?.title ?? task.model, route, live].filter(Boolean).join(" · ");
}

function reportOf(detail) {
  const told = detail.details?.illustrator;
  if (!told) return null;
  const rows = [
    ["setting", [told.setting, told.style, told.time_of_day].filter(Boolean)],
    ["understood", told.understood], ["placed", told.placed],
    ["not_understood", told.not_understood], ["notes", told.notes],
  ].filter(([, words]) => words?.length);
  if (!rows.length) return null;
  return el("details", {},
    el("summary", { class: "small soft" }, t("playground.understood_summary")),
    el("dl", { class: "facts small" }, rows.flatMap(([name, words]) => [
      el("dt", {}, t(`playground.${name}`)),
      el("dd", {}, words.map((word) => word.replaceAll("_", " ")).join(", ")),
    ])));
}

function elapsed(since) {
  return t("playground.seconds", { s: Math.max(0, Math.round((Date.now() - since) / 1000)) });
}

setInterval(() => {
  for (const timer of document.querySelectorAll("[data-since]")) timer.textContent = elapsed(timer.dataset.since);
}, 500);
