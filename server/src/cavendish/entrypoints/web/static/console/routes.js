// The routes: what is live and why not, health, a real picture through one.
import { el, t, toast } from "../look.js";
import { call, get, query } from "./api.js";
import { bindFilters, bindSegments, fillRows, keepFresh, sayFault } from "./shell.js";
import { count, seconds, share, usd } from "./wording.js";

const form = document.getElementById("filters");
const list = document.getElementById("list");
const dialog = document.getElementById("trial");
const trial = document.getElementById("trial-form");
const result = document.getElementById("trial-result");
const PRICE_DIGITS = 4;
let routes = [];
let tried = null;

const range = bindSegments(document.getElementById("range"), "hours", "24", () => refresh());
const filters = bindFilters(form, () => fill());
const refresh = keepFresh(load, ["routes", "tasks"]);

async function load() {
  const data = await get(`routes${query({ hours: range() })}`);
  routes = data.routes;
  document.getElementById("source").textContent = t("console.routes.file", { file: data.file ?? t("console.routes.built_in"), local: t(`console.local.${data.local}`) });
  fill();
}

function fill() {
  const { text, model, tier, live } = filters();
  const words = text.trim().toLowerCase();
  const found = routes.filter((route) => (!model || route.model === model) && (!tier || route.tier === tier)
    && (!live || (live === "live") === (route.whyNot === null)) && (!words || `${route.name} ${route.provider}`.toLowerCase().includes(words)));
  found.sort((a, b) => Number(a.whyNot !== null) - Number(b.whyNot !== null));
  fillRows(list, found.map(row), true);
}

function health(route) {
  if (route.whyNot !== null) return [el("span", { class: "badge" }, t("console.routes.not_live")), el("small", { title: route.whyNot }, whyNot(route))];
  if (route.health === "closed") return el("span", { class: "badge good" }, t("console.routes.live"));
  const isBroken = route.cause === "misconfigured";
  const name = route.health === "half_open" ? "probing" : isBroken ? "broken" : "resting";
  const again = route.retryInMs ? t("console.routes.again", { time: seconds(route.retryInMs / 1000) }) : "";
  return [el("span", { class: `badge ${isBroken ? "bad" : "warn"}` }, t(`console.routes.${name}`)), el("small", { title: route.reason }, [again, route.reason].filter(Boolean).join(": "))];
}

function whyNot({ whyNot: words }) {
  const unset = /^(.+) not set$/.exec(words)?.[1];
  const absent = /^not installed: (.+)$/.exec(words)?.[1];
  const names = (unset ?? absent)?.replaceAll(" and ", ", ");
  return names ? t(`console.routes.${unset ? "without" : "not_installed"}`, { names }) : words;
}

function row(route) {
  const judged = route.succeeded + route.failed;
  return el("tr", { "data-id": route.name },
    el("td", {}, el("div", { class: "cell" }, el("div", {}, el("strong", {}, route.name), el("small", {}, `${route.model} · ${route.tier} · ${route.upstreamModel}`)))),
    el("td", {}, health(route)),
    el("td", { class: "number" }, route.priceUsd ? usd(route.priceUsd, PRICE_DIGITS) : t("console.none")),
    el("td", { class: "number" }, judged ? [share(route.succeeded / judged), el("small", {}, t("console.routes.of", { n: count(judged) }))] : t("console.none")),
    el("td", { class: "number nowrap" }, seconds(route.p50Seconds)),
    el("td", { class: "number" }, route.costUsd ? usd(route.costUsd) : t("console.none")),
    el("td", { class: "number nowrap" }, route.whyNot === null ? el("button", { class: "button small", type: "button", onclick: () => openTrial(route), "aria-label": `${t("console.routes.test")}: ${route.name}` }, t("console.routes.test")) : null,
      route.health === "closed" ? null : el("button", { class: "button small", type: "button", onclick: () => reopen(route), "aria-label": `${t("console.routes.reopen")}: ${route.name}` }, t("console.routes.reopen"))));
}

async function reopen(route) {
  try {
    await call("POST", "routes/reopen", { route: route.name });
    toast(t("console.routes.reopened", { name: route.name }));
    await refresh();
  } catch (error) {
    sayFault(error);
  }
}

function openTrial(route) {
  tried = route;
  result.replaceChildren();
  document.getElementById("trial-title").textContent = t("console.routes.trial", { name: route.name });
  document.getElementById("trial-price").textContent = route.priceUsd ? t("console.routes.trial_price", { price: usd(route.priceUsd) }) : t("console.routes.trial_free");
  dialog.showModal();
}

trial.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = trial.querySelector("[type=submit]");
  const { name } = tried;
  button.disabled = true;
  result.replaceChildren(el("p", {}, t("console.routes.making")), el("div", { class: "waiting" }));
  try {
    const done = await call("POST", "routes/test", { route: name, prompt: trial.elements.prompt.value.trim() });
    result.replaceChildren(...(done.works ? [
      el("p", { class: "note good" }, t("console.routes.works", { time: seconds(done.seconds), price: usd(done.costUsd), size: `${done.width} × ${done.height}` })),
      el("img", { src: done.picture, alt: trial.elements.prompt.value }),
    ] : [el("p", { class: "note bad" }, `${t("console.routes.fails")}: ${done.reason}`)]));
  } catch (error) {
    result.replaceChildren(el("p", { class: "note bad" }, error.message));
  } finally {
    button.disabled = false;
    refresh();
  }
});
