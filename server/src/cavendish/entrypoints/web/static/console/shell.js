// What all places of the console share: staying live, saying faults, signing out, dialogs, filters in the address.
import { el, t, toast } from "../look.js";
import { at, call, eventsUrl, get } from "./api.js";

const PACE_MS = 5000;
const fault = document.getElementById("fault");
const lamp = document.getElementById("live");

export function sayFault(error) {
  fault.textContent = error ? (error.status === 401 ? t("console.signed_out") : error.message || t("console.failed")) : "";
  fault.hidden = !error;
}

function show(isLive) {
  if (!lamp) return;
  lamp.className = `live ${isLive ? "on" : "off"}`;
  const text = t(isLive ? "console.live.on" : "console.live.off");
  lamp.title = text;
  if (lamp.firstElementChild.textContent !== text) lamp.firstElementChild.textContent = text;
}

/** Call `load` now, when something of `topics` changes, and every few seconds, while the page is seen. */
export function keepFresh(load, topics) {
  let isBusy = false;
  let isWanted = false;
  let timer = 0;
  let feed = null;
  async function refresh() {
    clearTimeout(timer);
    if (isBusy) { isWanted = true; return; }
    isBusy = true;
    isWanted = false;
    try {
      await load();
      sayFault(null);
      show(true);
    } catch (error) {
      sayFault(error);
      show(false);
      if (error.status === 401) return;
    } finally {
      isBusy = false;
    }
    clearTimeout(timer);
    if (isWanted) refresh();
    else if (!document.hidden) timer = setTimeout(refresh, PACE_MS);
  }
  function watch() {
    feed?.close();
    feed = null;
    clearTimeout(timer);
    if (document.hidden) return;
    feed = new EventSource(eventsUrl);
    for (const topic of topics) feed.addEventListener(topic, refresh);
    refresh();
  }
  document.addEventListener("visibilitychange", watch);
  addEventListener("pagehide", () => feed?.close());
  watch();
  return refresh;
}

document.querySelector(".places [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

document.getElementById("sign-out")?.addEventListener("click", async () => {
  await call("DELETE", "session").catch(sayFault);
  location.assign(at("overview"));
});

for (const button of document.querySelectorAll("dialog [data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}

/** The filters of a form, kept in the address; `changed` is called when one changes. */
export function bindFilters(form, changed) {
  const asked = new URLSearchParams(location.search);
  for (const [name, value] of asked) if (form.elements[name]) form.elements[name].value = value;
  function changedNow() {
    const kept = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field.value === (field.dataset.usual ?? "")) kept.delete(field.name);
      else kept.set(field.name, field.value);
    }
    replaceAddress(kept);
    changed();
  }
  let typing = 0;
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(changedNow, 250);
  });
  form.addEventListener("reset", () => setTimeout(changedNow));
  form.addEventListener("submit", (event) => event.preventDefault());
  return () => Object.fromEntries(new FormData(form));
}

export function replaceAddress(parameters) {
  const text = String(parameters);
  history.replaceState(null, "", location.pathname + (text ? `?${text}` : ""));
}

/** Fill a choice with what the server knows; what the address asks for stays chosen. */
export function fillChoice(select, options) {
  const wanted = new URLSearchParams(location.search).get(select.name) ?? select.value;
  for (const [value, text] of options) select.append(el("option", { value }, text));
  if (wanted) select.value = wanted;
}

export async function fillKeys(select) {
  const keys = await get("keys");
  fillChoice(select, keys.map((key) => [key.keyId, key.name]));
}

/** One choice of a row of buttons, kept in the address under `name`. */
export function bindSegments(group, name, usual, changed) {
  let value = new URLSearchParams(location.search).get(name) ?? usual;
  const buttons = [...group.querySelectorAll("button")];
  if (!buttons.some((button) => button.value === value)) value = usual;
  const press = () => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === value)));
  for (const button of buttons) {
    button.addEventListener("click", () => {
      value = button.value;
      press();
      const kept = new URLSearchParams(location.search);
      if (value === usual) kept.delete(name); else kept.set(name, value);
      replaceAddress(kept);
      changed();
    });
  }
  press();
  return () => value;
}

/** Replace the rows of a table's body; `rows` empty shows why. */
export function fillRows(table, rows, isFiltered) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  for (const row of rows) {
    [...row.cells].forEach((cell, index) => {
      if (index && heads[index]) cell.dataset.label = heads[index];
      cell.classList.toggle("none", cell.textContent === t("console.none"));
    });
  }
  if (!rows.length) {
    const text = t(isFiltered ? "console.nothing_found" : "console.nothing");
    rows = [el("tr", {}, el("td", { class: "empty", colspan: heads.length }, text))];
  }
  const focused = document.activeElement?.closest?.("[data-id]")?.dataset.id;
  table.tBodies[0].replaceChildren(...rows);
  if (focused) table.querySelector(`[data-id="${CSS.escape(focused)}"] a, [data-id="${CSS.escape(focused)}"] button`)?.focus({ preventScroll: true });
}

/** A panel from the side over the page, whose thing stands in the address as `name`. */
export function makeDrawer(name, title, draw) {
  const body = el("div", { class: "body" });
  const dialog = el("dialog", { class: "drawer", "aria-label": title },
    el("div", { class: "bar" }, el("h2", {}, title),
      el("button", { class: "button quiet small", type: "button", onclick: () => dialog.close() }, t("shared.close"))),
    body);
  document.body.append(dialog);
  let shown = null;
  let drawn = "";
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    shown = null;
    const kept = new URLSearchParams(location.search);
    kept.delete(name);
    replaceAddress(kept);
  });
  async function refresh() {
    if (!shown) return;
    const id = shown;
    const parts = (await draw(id)).filter(Boolean);
    // What has not changed stays, and so does what the reader is typing or has chosen.
    const text = id + parts.map((part) => part.outerHTML).join("");
    if (id !== shown || text === drawn || body.querySelector("input:focus")) return;
    drawn = text;
    body.replaceChildren(...parts);
  }
  async function open(id) {
    shown = id;
    const kept = new URLSearchParams(location.search);
    kept.set(name, id);
    replaceAddress(kept);
    if (!dialog.open) {
      drawn = "";
      body.replaceChildren(el("div", { class: "waiting shown" }));
      dialog.showModal();
    }
    try { await refresh(); } catch (error) { dialog.close(); sayFault(error); toast(error.message); }
  }
  const asked = new URLSearchParams(location.search).get(name);
  if (asked) setTimeout(() => open(asked));
  return { open, refresh };
}

/** Ask before something that cannot be taken back. */
export function confirmed(title, text, action) {
  return new Promise((resolve) => {
    const dialog = el("dialog", { "aria-label": title },
      el("form", { method: "dialog" }, el("h2", {}, title), el("p", {}, text),
        el("div", { class: "actions" },
          el("button", { class: "button", value: "no" }, t("shared.cancel")),
          el("button", { class: "button danger", value: "yes" }, action))));
    dialog.addEventListener("close", () => { resolve(dialog.returnValue === "yes"); dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
