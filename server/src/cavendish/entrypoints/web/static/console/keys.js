// The keys: making, changing, topping up and revoking them.
import { copy, el, t, toast } from "../look.js";
import { at, call, get, query } from "./api.js";
import { bindFilters, confirmed, fillRows, keepFresh, makeDrawer, sayFault } from "./shell.js";
import { badge, count, fact, moment, share, usd, when } from "./wording.js";

const form = document.getElementById("filters");
const list = document.getElementById("list");
const dialog = document.getElementById("key-dialog");
const fields = document.getElementById("key-form");
const USUAL = { requestsPerMinute: 10000, maxLiveTasks: 1000, pricePercent: 100, strategy: "auto" };
let keys = [];
let edited = null;
let typed = "";

form.elements.state.dataset.usual = "live";
const filters = bindFilters(form, () => fill());
await load();
const drawer = makeDrawer("key", t("console.key"), draw);
const refresh = keepFresh(async () => { await load(); await drawer.refresh(); }, ["keys", "tasks"]);

async function load() {
  keys = await get("keys");
  fill();
}

function fill() {
  const { text, state } = filters();
  const words = text.trim().toLowerCase();
  const found = keys.filter((key) => (!state || key.state === state)
    && (!words || [key.name, key.owner, key.hint].some((part) => part.toLowerCase().includes(words))));
  fillRows(list, found.map(row), Boolean(words) || keys.length > found.length);
}

function row(key) {
  const open = (event) => { event.preventDefault(); event.stopPropagation(); drawer.open(String(key.keyId)); };
  return el("tr", { class: "opens", "data-id": key.keyId, onclick: open },
    el("td", {}, el("div", { class: "cell" }, el("div", {},
      el("a", { href: query({ key: key.keyId }), onclick: open }, key.name), el("small", {}, [`${key.hint}…`, key.owner].filter(Boolean).join(" · "))))),
    el("td", {}, badge(key.state, "key_state")),
    el("td", { class: "number" }, `${count(key.liveTasks)} / ${count(key.maxLiveTasks)}`),
    el("td", { class: "number" }, count(key.requestsPerMinute)),
    el("td", {}, key.models.join(", ") || t("console.keys.everything")),
    el("td", { class: "number" }, balance(key)),
    el("td", {}, key.expireTime ? when(key.expireTime) : t("console.keys.never")));
}

function balance(key) {
  if (key.balanceUsd === null) return el("span", { class: "soft" }, t("console.keys.no_budget"));
  return [usd(key.balanceUsd), key.heldUsd ? el("small", {}, t("console.keys.held", { amount: usd(key.heldUsd) })) : null];
}

function draw(id) {
  const key = keys.find((one) => String(one.keyId) === id);
  if (!key) throw new Error(t("console.nothing_found"));
  const isLive = key.state !== "revoked";
  return [
    el("div", { class: "row apart" }, el("strong", { class: "prompt" }, key.name), badge(key.state, "key_state")),
    el("dl", { class: "facts" },
      fact(t("console.keys.owner"), key.owner), fact(t("console.key"), el("code", {}, `${key.hint}…`)),
      fact(t("console.keys.per_minute"), count(key.requestsPerMinute)),
      fact(t("console.keys.max_live"), `${count(key.liveTasks)} / ${count(key.maxLiveTasks)}`),
      fact(t("console.keys.strategy"), key.strategy), fact(t("console.keys.models"), key.models.join(", ") || t("console.keys.everything")),
      fact(t("console.keys.addresses"), key.addresses.join(", ")), fact(t("console.keys.percent"), share(key.pricePercent / 100)),
      fact(t("console.keys.balance"), el("span", {}, balance(key))), fact(t("console.created"), moment(key.createTime)),
      fact(t("console.keys.expires"), key.expireTime ? moment(key.expireTime) : t("console.keys.never"))),
    el("p", {}, el("a", { href: at(`tasks${query({ key: key.keyId })}`) }, t("console.keys.tasks"))),
    isLive ? money(key) : null,
    isLive ? el("div", { class: "row" },
      el("button", { class: "button", type: "button", onclick: () => edit(key) }, t("console.keys.edit")),
      el("button", { class: "button danger", type: "button", onclick: () => revoke(key) }, t("console.keys.revoke"))) : null,
  ];
}

async function change(action, said) {
  try {
    await action();
    if (said) toast(said);
    await refresh();
  } catch (error) {
    sayFault(error);
    toast(error.message);
  }
}

function money(key) {
  const amount = el("input", { name: "amount", type: "number", min: "0.01", max: "1000000", step: "0.01", required: true, value: typed, oninput: () => { typed = amount.value; } });
  const add = (event) => {
    event.preventDefault();
    const amountUsd = Number(amount.value);
    typed = "";
    change(() => call("POST", `keys/${key.keyId}/topup`, { amountUsd }), t("console.keys.saved"));
  };
  const end = async () => {
    if (await confirmed(t("console.keys.end_budget"), t("console.keys.end_budget_sure"), t("console.keys.end_budget"))) {
      change(() => call("DELETE", `keys/${key.keyId}/budget`), t("console.keys.saved"));
    }
  };
  return el("form", { class: "row money", onsubmit: add },
    el("label", { class: "field" }, el("span", {}, t("console.keys.amount")), amount),
    el("button", { class: "button", type: "submit" }, t("console.keys.topup")),
    key.balanceUsd === null ? null : el("button", { class: "button quiet", type: "button", onclick: end }, t("console.keys.end_budget")));
}

async function revoke(key) {
  if (await confirmed(t("console.keys.revoke_title", { name: key.name }), t("console.keys.revoke_sure"), t("console.keys.revoke"))) {
    change(() => call("DELETE", `keys/${key.keyId}`), t("console.keys.revoked", { name: key.name }));
  }
}

const local = (ms) => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

function edit(key) {
  edited = key;
  fields.reset();
  document.getElementById("key-title").textContent = t(key ? "console.keys.edit" : "console.keys.new");
  document.getElementById("balance-field").hidden = Boolean(key);
  const from = key ?? { ...USUAL, models: [], addresses: [] };
  for (const name of ["name", "owner", "requestsPerMinute", "maxLiveTasks", "pricePercent", "strategy"]) fields.elements[name].value = from[name] ?? "";
  fields.elements.addresses.value = from.addresses.join(", ");
  fields.elements.expireTime.value = from.expireTime ? local(from.expireTime) : "";
  for (const box of fields.querySelectorAll("[name=models]")) box.checked = from.models.includes(box.value);
  fields.querySelector("[role=alert]").hidden = true;
  dialog.showModal();
}

document.getElementById("new-key").addEventListener("click", () => edit(null));

function written() {
  const data = new FormData(fields);
  const body = {
    name: data.get("name").trim(), owner: data.get("owner").trim(), strategy: data.get("strategy"),
    requestsPerMinute: Number(data.get("requestsPerMinute")), maxLiveTasks: Number(data.get("maxLiveTasks")),
    pricePercent: Number(data.get("pricePercent")), models: data.getAll("models"),
    addresses: data.get("addresses").split(/[\s,]+/).filter(Boolean),
    expireTime: data.get("expireTime") ? new Date(data.get("expireTime")).getTime() : 0,
  };
  if (!edited && data.get("balanceUsd") !== "") body.balanceUsd = Number(data.get("balanceUsd"));
  return body;
}

fields.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!fields.reportValidity()) return;
  const fault = fields.querySelector("[role=alert]");
  try {
    if (edited) await call("PATCH", `keys/${edited.keyId}`, written());
    const made = edited ? null : await call("POST", "keys", written());
    dialog.close();
    if (made) showSecret(made.secret); else toast(t("console.keys.saved"));
    await refresh();
  } catch (error) {
    fault.textContent = error.message;
    fault.hidden = false;
    fault.scrollIntoView({ block: "nearest" });
  }
});

function showSecret(secret) {
  const shown = el("dialog", { "aria-label": t("console.keys.made") }, el("form", { method: "dialog" },
    el("h2", {}, t("console.keys.made")), el("p", { class: "note good" }, t("console.keys.once")),
    el("div", { class: "secret" }, el("code", { id: "secret" }, secret),
      el("button", { class: "button", type: "button", onclick: () => copy(secret) }, t("shared.copy"))),
    el("div", { class: "actions" }, el("button", { class: "button primary" }, t("console.keys.kept")))));
  shown.addEventListener("close", () => shown.remove());
  document.body.append(shown);
  shown.showModal();
}
