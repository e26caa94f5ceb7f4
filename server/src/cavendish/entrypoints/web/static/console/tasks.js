// All tasks: filters, pages, and one task in full with its picture and its attempts.
import { copy, el, t } from "../look.js";
import { at, get, here, query, thumbnail } from "./api.js";
import { bindFilters, fillChoice, fillKeys, fillRows, keepFresh, makeDrawer } from "./shell.js";
import { badge, fact, look, moment, seconds, usd, when } from "./wording.js";

const PAGE = 50;
const form = document.getElementById("filters");
const list = document.getElementById("list");
const more = document.getElementById("more");
let wanted = PAGE;
let shown = [];

const fillRoutes = async (select) => fillChoice(select, (await get("routes")).routes.map(({ name }) => [name, name]));
await Promise.all([fillKeys(form.elements.key), fillRoutes(form.elements.route)].map((filling) => filling.catch(() => null)));
const filters = bindFilters(form, () => { wanted = PAGE; refresh(); });
const drawer = makeDrawer("task", t("console.tasks.detail"), draw);
const refresh = keepFresh(load, ["tasks"]);

more.addEventListener("click", () => { wanted += PAGE; refresh(); });

function asked() {
  const values = filters();
  for (const name of ["from", "to"]) if (values[name]) values[name] = new Date(values[name]).getTime();
  return values;
}

async function load() {
  const rows = [];
  let cursor = "";
  do {
    const page = await get(`tasks${query({ ...asked(), limit: Math.min(200, wanted - rows.length), cursor })}`);
    rows.push(...page.tasks);
    cursor = page.nextCursor;
  } while (cursor && rows.length < wanted);
  more.hidden = !cursor;
  const text = JSON.stringify(rows);
  if (text !== JSON.stringify(shown) || !rows.length || rows.some((task) => !task.completeTime)) {
    shown = rows;
    fillRows(list, rows.map(row), Object.values(asked()).some(Boolean));
  }
  await drawer.refresh();
}

function took(task) {
  return task.completeTime ? seconds((task.completeTime - task.createTime) / 1000) : t("console.none");
}

function row(task) {
  const open = (event) => { event.preventDefault(); event.stopPropagation(); drawer.open(task.taskId); };
  const picture = task.pictureUrl
    ? el("img", { class: "thumb", src: thumbnail(task.pictureUrl), alt: "", loading: "lazy", width: 40, height: 40 })
    : el("span", { class: "thumb" });
  return el("tr", { class: "opens", "data-id": task.taskId, onclick: open },
    el("td", {}, el("div", { class: "cell" }, picture, el("div", {},
      el("a", { href: query({ task: task.taskId }), onclick: open, title: task.prompt }, task.prompt),
      el("small", {}, `${task.model} · ${task.taskId.slice(0, 17)}…`)))),
    el("td", {}, badge(task.state, "task_state"), task.failCode ? el("small", {}, task.failCode) : null),
    el("td", {}, task.keyName),
    el("td", {}, task.route ?? t("console.none"), task.calls > 1 ? el("small", {}, `× ${task.calls}`) : null),
    el("td", { class: "number nowrap" }, took(task)),
    el("td", { class: "number" }, usd(task.costUsd)),
    el("td", {}, when(task.createTime)));
}

async function draw(id) {
  const task = await get(`tasks/${encodeURIComponent(id)}`);
  return [
    picture(task),
    el("div", { class: "stack" },
      el("div", { class: "row" }, badge(task.state, "task_state"), task.failCode ? el("span", { class: "badge bad bare" }, task.failCode) : null),
      task.failMsg ? el("p", { class: "note bad" }, task.failMsg) : null,
      el("p", { class: "prompt" }, task.prompt)),
    attempts(task),
    checks(task),
    facts(task),
    task.details ? el("details", {}, el("summary", {}, t("console.tasks.details")), el("pre", { tabindex: "0" }, el("code", {}, JSON.stringify(task.details, null, 2)))) : null,
  ];
}

function picture(task) {
  if (task.pictureUrl) {
    const url = here(task.pictureUrl);
    return el("a", { class: "shown", href: url, target: "_blank", rel: "noopener", title: t("console.tasks.open") }, el("img", { src: url, alt: t("console.tasks.picture") }));
  }
  return task.state === "success" ? el("p", { class: "note" }, t("console.tasks.gone")) : null;
}

function attempts(task) {
  const items = task.attempts.map((one) => el("li", { class: look(one.outcome) },
    el("div", { class: "row apart" }, el("strong", {}, one.route), badge(one.outcome, "outcome")),
    el("p", {}, [moment(one.startTime), one.endTime ? seconds((one.endTime - one.startTime) / 1000) : null, one.costUsd ? usd(one.costUsd) : null, one.failureKind].filter(Boolean).join(" · ")),
    one.reason ? el("p", {}, one.reason) : null,
    one.upstreamJobId ? el("p", { class: "mono" }, `${t("console.tasks.job")}: ${one.upstreamJobId}`) : null,
    one.isRepeat ? el("p", {}, t("console.tasks.repeat")) : null));
  return el("section", {}, el("h3", {}, t("console.tasks.timeline")),
    items.length ? el("ol", { class: "timeline" }, items) : el("p", { class: "soft" }, t("console.tasks.no_attempts")));
}

function checks(task) {
  if (!task.moderation.length) return null;
  return el("section", {}, el("h3", {}, t("console.tasks.moderation")), task.moderation.map((one) =>
    el("p", { class: "note warn" }, `${one.check} (${one.stage}): ${one.category}, ${one.reason}`)));
}

function facts(task) {
  const { input } = task;
  const id = el("span", { class: "row" }, el("code", {}, task.taskId), el("button", { class: "button quiet small", type: "button", onclick: () => copy(task.taskId) }, t("shared.copy")));
  const callback = task.callbackUrl && el("span", {}, task.callbackUrl, " ", el("a", { href: at(`deliveries${query({ taskId: task.taskId })}`) }, t("console.tasks.deliveries")));
  return el("section", {}, el("h3", {}, t("console.tasks.asked")), el("dl", { class: "facts" },
    fact(t("console.task"), id), fact(t("console.key"), el("a", { href: at(`keys${query({ key: task.keyId })}`) }, task.keyName)),
    fact(t("console.model"), task.model), fact(t("console.tasks.mode"), input.mode),
    fact(t("console.tasks.ratio"), input.aspect_ratio), fact(t("console.tasks.format"), [input.output_format, input.resolution].filter(Boolean).join(", ")),
    fact(t("console.tasks.strategy"), task.provider), fact(t("console.tasks.source"), task.source),
    fact(t("console.tasks.references"), input.image_urls.length ? input.image_urls.join("\n") : null),
    fact(t("console.tasks.callback"), callback), fact(t("console.created"), moment(task.createTime)),
    fact(t("console.tasks.took"), task.completeTime ? took(task) : null), fact(t("console.cost"), usd(task.costUsd))));
}
