// Times, amounts and numbers in the reader's language; badges for states.
import { el, locale, t } from "../look.js";

const number = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
const ago = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });

export const count = (value) => number.format(value);
export const share = (value) => percent.format(value);
export const moment = (ms) => clock.format(ms);

export function usd(value, digits = 2) {
  const needed = value !== 0 && Math.abs(value) < 0.995 ? 4 : digits;
  return value.toLocaleString(locale, { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol", minimumFractionDigits: digits, maximumFractionDigits: needed });
}

export function seconds(value) {
  if (value === null || value === undefined) return t("console.none");
  if (value >= 120) return `${number.format(Math.round(value / 6) / 10)} min`;
  if (value > 0 && value < 0.1) return `${Math.max(1, Math.round(value * 1000))} ms`;
  const digits = value > 0 && value < 9.95 ? 1 : 0;
  return `${value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })} s`;
}

const STEPS = [["second", 60], ["minute", 60], ["hour", 24], ["day", 30], ["month", 12], ["year", Infinity]];

/** A moment as a distance from now, with the exact time on hover. */
export function when(ms) {
  if (!ms) return t("console.none");
  let distance = (ms - Date.now()) / 1000;
  let [unit] = STEPS[0];
  for (const [name, length] of STEPS) {
    unit = name;
    if (Math.abs(distance) < length) break;
    distance /= length;
  }
  const stamp = new Date(ms);
  return el("time", { datetime: stamp.toISOString(), title: moment(ms), class: "nowrap" }, ago.format(Math.round(distance), unit));
}

const LOOKS = {
  pending: "warn", processing: "busy", success: "good", failed: "bad", running: "busy", succeeded: "good",
  abandoned: "", delivered: "good", dead: "bad", live: "good", expired: "warn", revoked: "bad",
};
export const look = (state) => LOOKS[state] ?? "";

export function badge(state, group) {
  const kind = group === "delivery_state" && state === "pending" ? "busy" : look(state);
  return el("span", { class: `badge ${kind}` }, t(`console.${group}.${state}`));
}

/** A pair for a list of facts; nothing when there is no value. */
export function fact(name, value) {
  return value === null || value === undefined || value === "" ? [] : [el("dt", {}, name), el("dd", {}, value)];
}
