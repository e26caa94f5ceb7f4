// The settings as the server has them.
import { el, t } from "../look.js";
import { get } from "./api.js";
import { keepFresh } from "./shell.js";

const place = document.getElementById("settings");
let shown = "";

keepFresh(async () => {
  const data = await get("settings");
  const text = JSON.stringify(data);
  if (text === shown) return;
  shown = text;
  place.replaceChildren(...data.groups.filter((group) => group.settings.length).map(panel), el("p", { class: "soft small" }, `${t("console.settings.version")}: ${data.version}`));
}, []);

function panel({ group, settings }) {
  const title = t(`console.settings.group.${group}`);
  return el("section", { class: "panel listing" }, el("header", {}, el("h2", {}, title)),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, el("table", {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("console.settings.setting")), el("th", { scope: "col" }, t("console.value")))),
      el("tbody", {}, settings.map((one) => el("tr", {}, el("td", {}, el("code", {}, one.name)), el("td", {}, value(one))))))));
}

function value({ value: text, isSecret, isDefault }) {
  if (text === null) return el("span", { class: "soft" }, t("console.settings.not_set"));
  if (isSecret) return el("span", { class: "badge good" }, t("console.settings.set"));
  return [el("span", { class: "mono" }, text), isDefault ? el("small", {}, t("console.settings.default")) : null];
}
