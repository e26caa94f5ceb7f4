// All callbacks: filters, pages, one in full with every attempt, and sending it again.
import { el, t, toast } from "../look.js";
import { at, call, get, query } from "./api.js";
import { bindFilters, fillKeys, fillRows, keepFresh, makeDrawer, sayFault } from "./shell.js";
import { badge, fact, moment, seconds, when } from "./wording.js";

const PAGE = 50;
const form = document.getElementById("filters");
const list = document.getElementById("list");
const more = document.getElementById("more");
let wanted = PAGE;

await fillKeys(form.elements.key).catch(() => null);
const filters = bindFilters(form, () => { wanted = PAGE; refresh(); });
const drawer = makeDrawer("delivery", t("console.deliveries.detail"), draw);
const refresh = keepFresh(load, ["tasks"]);

more.addEventListener("click", () => { wanted += PAGE; refresh(); });

async function load() {
  const rows = [];
  let cursor = "";
  do {
    const page = await get(`deliveries${query({ ...filters(), limit: Math.min(200, wanted - rows.length), cursor })}`);
    rows.push(...page.deliveries);
    cursor = page.nextCursor;
  } while (cursor && rows.length < wanted);
  more.hidden = !cursor;
  fillRows(list, rows.map(row), Object.values(filters()).some(Boolean));
  await drawer.refresh();
}

function row(delivery) {
  const open = (event) => { event.preventDefault(); event.stopPropagation(); drawer.open(delivery.deliveryId); };
  return el("tr", { class: "opens", "data-id": delivery.deliveryId, onclick: open },
    el("td", {}, el("div", { class: "cell" }, el("div", {},
      el("a", { href: query({ delivery: delivery.deliveryId }), onclick: open }, delivery.url), el("small", {}, `${delivery.taskId.slice(0, 17)}…`)))),
    el("td", {}, badge(delivery.state, "delivery_state")),
    el("td", {}, delivery.keyName),
    el("td", { class: "number" }, String(delivery.attemptCount)),
    el("td", {}, delivery.nextAttemptTime ? when(delivery.nextAttemptTime) : t("console.none")),
    el("td", {}, when(delivery.createTime)));
}

async function replay(id) {
  try {
    await call("POST", `deliveries/${id}/replay`);
    toast(t("console.deliveries.replayed"));
    await refresh();
  } catch (error) {
    sayFault(error);
  }
}

async function draw(id) {
  const delivery = await get(`deliveries/${encodeURIComponent(id)}`);
  return [
    el("div", { class: "row apart" }, badge(delivery.state, "delivery_state"),
      el("button", { class: "button primary", type: "button", onclick: () => replay(id) }, t("console.deliveries.replay"))),
    el("dl", { class: "facts" },
      fact(t("console.address"), delivery.url), fact(t("console.deliveries.id"), el("code", {}, delivery.deliveryId)),
      fact(t("console.deliveries.task"), el("a", { class: "mono", href: at(`tasks${query({ task: delivery.taskId })}`) }, delivery.taskId)),
      fact(t("console.key"), delivery.keyName), fact(t("console.created"), moment(delivery.createTime)),
      fact(t("console.next"), delivery.nextAttemptTime && moment(delivery.nextAttemptTime))),
    el("section", {}, el("h3", {}, t("console.attempts")), attempts(delivery.attempts)),
  ];
}

function attempts(all) {
  if (!all.length) return el("p", { class: "soft" }, t("console.deliveries.no_attempts"));
  return el("ol", { class: "timeline" }, all.map((one) => {
    const isGood = one.statusCode >= 200 && one.statusCode < 300;
    return el("li", { class: isGood ? "good" : "bad" },
      el("div", { class: "row apart" }, el("strong", {}, one.statusCode ? `HTTP ${one.statusCode}` : one.error), el("span", { class: "soft small" }, seconds(one.durationMs / 1000))),
      el("p", {}, moment(one.startTime)),
      one.excerpt ? el("pre", { tabindex: "0", "aria-label": t("console.deliveries.excerpt") }, el("code", {}, one.excerpt)) : null);
  }));
}
