// Small charts in SVG: stacked columns and lines over time, with a tip for each column and a table behind them.
import { el, locale, t } from "../look.js";

const MARGIN = { top: 8, right: 4, bottom: 24, left: 46 };
const HEIGHT = 208;
const LABEL_WIDTH = 72;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ROUND_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440];
export const COLORS = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)", "var(--series-5)", "var(--series-6)"];

/** The spans of a range, as the server cuts it: `[start, …]`. */
export function spansOf(fromMs, toMs, spanMs, offsetMs) {
  const starts = [];
  for (let at = Math.floor((fromMs + offsetMs) / spanMs) * spanMs - offsetMs; at < toMs; at += spanMs) starts.push(at);
  return starts;
}

function spanText(ms, spanMs) {
  const isDay = spanMs >= DAY_MS;
  return new Intl.DateTimeFormat(locale, isDay ? { dateStyle: "medium" } : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(ms);
}

function axisText(ms, spanMs, count) {
  const isLong = spanMs >= DAY_MS || spanMs * count > 2 * DAY_MS;
  return new Intl.DateTimeFormat(locale, isLong ? { day: "numeric", month: "short" } : { hour: "2-digit", minute: "2-digit" }).format(ms);
}

/** A round number not below `value`; where things are counted, one whose half is whole. */
function niceTop(value, isCount) {
  if (value <= 0) return 1;
  if (isCount && value < 4) return value;
  const power = 10 ** Math.floor(Math.log10(value));
  const tops = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12].map((step) => step * power);
  return tops.find((top) => top >= value && !(isCount && top % 2)) ?? 20 * power;
}

const svg = (name, attributes, ...children) => el(`svg:${name}`, attributes, ...children);
const swatch = (color) => svg("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { width: 10, height: 10, rx: 3, fill: color }));

/**
 * Draw a chart into `place`. `series` is `[{name, color, values}]` with a value (or null) for each of `spans`;
 * `kind` is "columns" or "lines", `format` says a value, `label` what the chart shows; `isCount`: of whole things.
 */
export function drawChart(place, { spans, spanMs, series, kind, format, label, isCount = false }) {
  place.classList.remove("waiting");
  let chart = place.querySelector(".chart");
  if (!chart) {
    chart = el("div", { class: "chart" });
    place.replaceChildren(chart);
    new ResizeObserver(() => chart.redraw?.()).observe(place);
  }
  const wasOpen = chart.querySelector("details")?.open ?? false;
  let lastWidth = 0;
  chart.redraw = () => {
    const width = Math.max(260, chart.clientWidth);
    if (width === lastWidth) return;
    lastWidth = width;
    const picture = plot({ spans, spanMs, series, kind, format, label, isCount, width, chart });
    const old = chart.querySelector(":scope > svg");
    if (old) old.replaceWith(picture); else chart.append(picture);
  };
  chart.replaceChildren(legend(series));
  chart.redraw();
  chart.append(table({ spans, spanMs, series, format, label, wasOpen }));
}

function legend(series) {
  return el("ul", { class: "legend", "aria-hidden": "true" }, series.map(({ name, color }) => el("li", {}, swatch(color), name)));
}

function table({ spans, spanMs, series, format, label, wasOpen }) {
  const rows = spans
    .map((at, index) => [at, series.map(({ values }) => values[index])])
    .filter(([, values]) => values.some(Boolean))
    .map(([at, values]) => el("tr", {}, el("th", { scope: "row" }, spanText(at, spanMs)),
      values.map((value) => el("td", { class: "number" }, value === null ? t("console.none") : format(value)))));
  return el("details", { open: wasOpen }, el("summary", {}, t("console.as_table")),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
      el("table", {}, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("console.time")),
        series.map(({ name }) => el("th", { scope: "col", class: "number" }, name)))), el("tbody", {}, rows))));
}

function plot({ spans, spanMs, series, kind, format, label, isCount, width, chart }) {
  const inner = { width: width - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const sums = spans.map((_, index) => {
    const values = series.map(({ values }) => values[index] ?? 0);
    return kind === "columns" ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  const top = niceTop(Math.max(0, ...sums), isCount);
  const step = inner.width / spans.length;
  const x = (index) => MARGIN.left + index * step;
  const y = (value) => MARGIN.top + inner.height * (1 - value / top);
  const marks = kind === "columns" ? columns({ spans, series, x, y, step }) : lines({ series, x, y, step });
  return svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, role: "group", "aria-label": label },
    grid({ top, y, width, format, isCount }), axis({ spans, spanMs, x, step }), marks,
    targets({ spans, spanMs, series, x, step, inner, format, chart }));
}

function grid({ top, y, width, format, isCount }) {
  const levels = isCount && top < 4 ? [...Array(top + 1).keys()] : [0, top / 2, top];
  return svg("g", { class: "grid", "aria-hidden": "true" }, levels.map((level) => [
    svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(level), y2: y(level) }),
    svg("text", { x: MARGIN.left - 8, y: y(level) + 4, "text-anchor": "end" }, format(level, true)),
  ]));
}

/** Which spans have their time written: those at round times, as many as there is room for. */
function labelled(spans, spanMs, step) {
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / step));
  const roundMs = ROUND_MINUTES.map((minutes) => minutes * MINUTE_MS).find((ms) => ms >= every * spanMs && ms % spanMs === 0);
  return (at, index) => (roundMs ? (at - new Date(at).getTimezoneOffset() * MINUTE_MS) % roundMs === 0 : index % every === 0);
}

function axis({ spans, spanMs, x, step }) {
  const isLabelled = labelled(spans, spanMs, step);
  return svg("g", { "aria-hidden": "true" }, spans.map((at, index) => isLabelled(at, index) && (step > 60 || index * step + 50 < step * spans.length + 8)
    ? svg("text", { x: step > 60 ? x(index) + step / 2 : x(index), y: HEIGHT - 6, "text-anchor": step > 60 ? "middle" : "start" }, axisText(at, spanMs, spans.length)) : null));
}

function columns({ spans, series, x, y, step }) {
  const gap = step > 6 ? Math.min(4, step * 0.2) : 0.5;
  const wide = Math.min(64, step - gap);
  return svg("g", { "aria-hidden": "true" }, spans.flatMap((_, index) => {
    let below = 0;
    return series.map(({ values, color }) => {
      const value = values[index] ?? 0;
      if (!value) return null;
      const upper = y(below + value);
      const bar = svg("rect", { x: x(index) + (step - wide) / 2, width: wide, y: upper, height: Math.max(1, y(below) - upper), fill: color, rx: Math.min(3, step / 4) });
      below += value;
      return bar;
    });
  }));
}

function lines({ series, x, y, step }) {
  return svg("g", { "aria-hidden": "true" }, series.map(({ values, color }, which) => {
    const points = values.map((value, index) => (value === null ? null : [x(index) + step / 2, y(value)]));
    const known = points.filter(Boolean);
    const path = known.map(([px, py], index) => `${index ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
    return [
      svg("path", { d: path, fill: "none", stroke: color, "stroke-width": 2.25, "stroke-linejoin": "round", "stroke-dasharray": which ? "5 4" : undefined }),
      known.length < 30 ? known.map(([px, py]) => svg("circle", { cx: px, cy: py, r: 3.25, fill: color })) : null,
    ];
  }));
}

function targets({ spans, spanMs, series, x, step, inner, format, chart }) {
  const tip = el("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  chart.querySelector(".tip")?.remove();
  chart.append(tip);
  const hide = () => { tip.hidden = true; };
  let first = true;
  const all = spans.map((at, index) => {
    const shown = series.map(({ name, color, values }) => ({ name, color, value: values[index] }))
      .filter(({ value }) => value !== null && value !== undefined && (value || series.length < 3));
    const said = `${spanText(at, spanMs)}: ${shown.map(({ name, value }) => `${name} ${format(value)}`).join(", ") || t("console.none")}`;
    const show = () => {
      tip.replaceChildren(el("b", {}, spanText(at, spanMs)), ...shown.map(({ name, color, value }) =>
        el("div", {}, el("span", {}, swatch(color), name), el("span", { class: "number" }, format(value)))));
      tip.hidden = false;
      const scale = chart.clientWidth / (inner.width + MARGIN.left + MARGIN.right);
      const left = Math.min(Math.max(0, (x(index) + step / 2) * scale - tip.offsetWidth / 2), chart.clientWidth - tip.offsetWidth);
      tip.style.setProperty("left", `${left}px`);
      tip.style.setProperty("top", "1.6rem");
    };
    // One stop of the Tab key for the whole chart; arrow keys walk its columns.
    const column = svg("g", { class: "column", role: "img", "aria-label": said, tabindex: first ? 0 : -1, onfocus: show, onblur: hide, onpointerenter: show, onpointerleave: hide, onkeydown: walk },
      svg("rect", { class: "hit", x: x(index), y: MARGIN.top, width: step, height: inner.height }));
    first = false;
    return column;
  });
  function walk(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = by && all[all.indexOf(event.currentTarget) + by];
    if (!next) return;
    event.preventDefault();
    event.currentTarget.setAttribute("tabindex", -1);
    next.setAttribute("tabindex", 0);
    next.focus();
  }
  return svg("g", {}, all);
}

/** In the place of a chart that has nothing to show. */
export function drawNothing(place, text) {
  place.classList.remove("waiting");
  place.replaceChildren(el("p", { class: "empty" }, text));
}
