// The overview: figures and charts over a chosen range.
import { el, t } from "../look.js";
import { at, get, query } from "./api.js";
import { COLORS, drawChart, drawNothing, spansOf } from "./charts.js";
import { bindFilters, bindSegments, fillKeys, fillRows, keepFresh } from "./shell.js";
import { count, seconds, share, usd, when } from "./wording.js";

const DAY_MS = 86_400_000;
const offset = -new Date().getTimezoneOffset();
const form = document.getElementById("filters");
const body = (id) => document.querySelector(`#chart-${id} .body`);
let last = null;

const range = bindSegments(document.getElementById("range"), "hours", "24", () => refresh());
const measure = bindSegments(document.getElementById("measure"), "measure", "cost", () => last && drawSpending(last));
await fillKeys(form.elements.key).catch(() => null);
const filters = bindFilters(form, () => refresh());
const refresh = keepFresh(load, ["tasks"]);

async function load() {
  const [data, refusals] = await Promise.all([
    get(`overview${query({ hours: range(), utcOffset: offset, ...filters() })}`),
    get("moderation?limit=8"),
  ]);
  last = data;
  drawTiles(data);
  drawTasks(data);
  drawSeconds(data);
  drawFailures(data);
  drawSpending(data);
  drawRefusals(refusals);
}

function tile(name, value, note, place) {
  const parts = [el("dt", {}, name), el("dd", {}, value), note ? el("dd", {}, note) : null];
  const list = el("dl", { class: "tile" }, parts);
  if (!place) return list;
  list.className = "";
  return el("a", { class: "tile", href: place }, list);
}

function drawTiles({ totals, workers }) {
  const ended = totals.succeeded + totals.failed;
  const kept = filters();
  document.getElementById("tiles").replaceChildren(
    tile(t("console.overview.done"), count(totals.succeeded), t("console.overview.workers", { n: workers }), at(`tasks${query({ state: "success", ...kept })}`)),
    tile(t("console.overview.failed"), count(totals.failed), ended ? t("console.overview.share", { share: share(totals.failed / ended) }) : "", at(`tasks${query({ state: "failed", ...kept })}`)),
    tile(t("console.overview.live"), count(totals.processing), t("console.overview.waiting", { n: totals.pending }), at(`tasks${query({ state: "processing", ...kept })}`)),
    tile(t("console.overview.median"), seconds(totals.p50Seconds), totals.p95Seconds === null ? "" : t("console.overview.slowest", { time: seconds(totals.p95Seconds) })),
    tile(t("console.overview.spent"), usd(totals.costUsd), ""),
  );
}

function spread(spans, rows, pick) {
  const byStart = new Map(rows.map((row) => [row.startTime, pick(row)]));
  return spans.map((start) => byStart.get(start) ?? null);
}

const whole = (data) => spansOf(data.fromTime, data.toTime, data.spanMs, offset * 60_000);
const plain = (value) => count(Math.round(value * 100) / 100);

function drawTasks(data) {
  if (!data.endings.length) return drawNothing(body("tasks"), t("console.overview.no_tasks"));
  const spans = whole(data);
  drawChart(body("tasks"), {
    spans, spanMs: data.spanMs, kind: "columns", isCount: true, format: plain, label: t("console.overview.tasks"),
    series: [
      { name: t("console.task_state.success"), color: "var(--series-4)", values: spread(spans, data.endings, (row) => row.succeeded) },
      { name: t("console.task_state.failed"), color: "var(--series-3)", values: spread(spans, data.endings, (row) => row.failed) },
    ],
  });
}

function drawSeconds(data) {
  if (data.totals.p50Seconds === null) return drawNothing(body("seconds"), t("console.overview.no_tasks"));
  const spans = whole(data);
  drawChart(body("seconds"), {
    spans, spanMs: data.spanMs, kind: "lines", format: (value) => seconds(value), label: t("console.overview.seconds"),
    series: [
      { name: "p50", color: "var(--series-1)", values: spread(spans, data.endings, (row) => row.p50Seconds) },
      { name: "p95", color: "var(--series-2)", values: spread(spans, data.endings, (row) => row.p95Seconds) },
    ],
  });
}

/** A series for each name, the largest first; what is beyond six goes into the last. */
function grouped(spans, rows, name, value) {
  const sums = new Map();
  for (const row of rows) sums.set(row[name], (sums.get(row[name]) ?? 0) + row[value]);
  const names = [...sums].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  const shown = names.length > COLORS.length ? [...names.slice(0, COLORS.length - 1), "…"] : names;
  const order = names.length > 1 ? [2, 0, 1, 4, 3, 5] : [0];
  return shown.map((label, index) => {
    const own = rows.filter((row) => (label === "…" ? !shown.includes(row[name]) : row[name] === label));
    const values = spans.map((start) => own.filter((row) => row.startTime === start).reduce((sum, row) => sum + row[value], 0));
    return { name: label, color: COLORS[order[index]], values };
  });
}

function drawFailures(data) {
  if (!data.failures.length) return drawNothing(body("failures"), t("console.overview.no_failures"));
  const spans = whole(data);
  const series = grouped(spans, data.failures, "failCode", "tasks");
  drawChart(body("failures"), { spans, spanMs: data.spanMs, kind: "columns", isCount: true, format: plain, label: t("console.overview.failures"), series });
}

function drawSpending(data) {
  // Where nothing costs anything, only the calls are worth a look.
  const isFree = data.spending.every((row) => !row.costUsd);
  document.getElementById("measure").hidden = isFree;
  if (!data.spending.length) return drawNothing(body("cost"), t("console.overview.no_calls"));
  const spans = spansOf(data.fromTime, data.toTime, DAY_MS, offset * 60_000);
  const isCost = !isFree && measure() === "cost";
  const series = grouped(spans, data.spending, "route", isCost ? "costUsd" : "calls");
  drawChart(body("cost"), { spans, spanMs: DAY_MS, kind: "columns", isCount: !isCost, format: isCost ? (value) => usd(value) : plain, label: t("console.overview.cost"), series });
}

function drawRefusals(refusals) {
  const section = document.getElementById("refusals");
  section.hidden = !refusals.length;
  fillRows(section.querySelector("table"), refusals.map((one) => el("tr", { "data-id": one.taskId },
    el("td", {}, el("a", { class: "mono", href: at(`tasks${query({ task: one.taskId })}`) }, `${one.taskId.slice(0, 17)}…`)),
    el("td", {}, one.check, el("small", {}, one.category)), el("td", {}, one.reason), el("td", {}, when(one.decideTime)))));
}
