// What every page does: the switches for theme and language, kept in cookies that the server reads, so that
// no page flashes in the wrong colours; messages in the page's language; small tools for building elements.

const YEAR_S = 365 * 24 * 3600;
const root = document.documentElement;

/** Keep a choice for a year on this server only. */
function keep(name, value) {
  const base = root.dataset.base || "/";
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=${base}; Max-Age=${value ? YEAR_S : 0}; SameSite=Lax${secure}`;
  // Chromium writes cookies later, and a page that reloads at once may be asked for without; reading waits.
  void document.cookie;
}

function isDark() {
  const chosen = root.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

for (const button of document.querySelectorAll("[data-switch=theme]")) {
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep("cavendish_theme", root.dataset.theme);
  });
}
for (const button of document.querySelectorAll("[data-switch=language]")) {
  button.addEventListener("click", () => {
    keep("cavendish_language", button.value);
    location.reload();
  });
}

const messages = JSON.parse(document.getElementById("messages")?.textContent || "{}");
const language = root.lang || "en";

/** The page's language as this reader's region writes times and numbers. */
export const locale = navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;
const plurals = new Intl.PluralRules(language);

/** The message of this name; `{n}` and other names in braces are filled in, and `n` chooses the plural form. */
export function t(name, values = {}) {
  let text = messages[name];
  if (text && typeof text === "object") text = text[plurals.select(values.n)] ?? text.other;
  if (text === undefined) return name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => {
    const value = values[key];
    if (value === undefined) return whole;
    return typeof value === "number" ? value.toLocaleString(language) : value;
  });
}

export { language };

/** An element: `el("a", {href: "/", class: "button"}, "text", child)`; `on…` attributes are listeners. */
export function el(name, attributes = {}, ...children) {
  const isSvg = name.startsWith("svg:");
  const made = isSvg
    ? document.createElementNS("http://www.w3.org/2000/svg", name.slice(4))
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A short message in the corner, also read out. */
export function toast(text) {
  let place = document.querySelector(".toasts");
  if (!place) {
    place = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
    document.body.append(place);
  }
  const shown = el("div", { class: "toast" }, text);
  place.append(shown);
  setTimeout(() => shown.remove(), 5000);
}

/** Copy a text and say so. */
export async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(t("shared.copied"));
}
