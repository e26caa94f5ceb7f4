// Calls to the admin API, as the signed-in browser.
const base = document.documentElement.dataset.base;
const csrf = document.querySelector("meta[name=csrf-token]")?.content;

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The `data` of an answer; ApiError says what the server says is wrong. */
export async function call(method, path, body) {
  const headers = { Accept: "application/json" };
  if (method !== "GET" && csrf) headers["X-CSRF-Token"] = csrf;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(`${base}admin/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
  const envelope = await answer.json().catch(() => ({ message: answer.statusText }));
  if (!answer.ok) throw new ApiError(answer.status, envelope.data?.error ?? envelope.message);
  return envelope.data;
}

export const get = (path) => call("GET", path);

/** A query string of what is set. */
export function query(values) {
  const set = Object.entries(values).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return set.length ? `?${new URLSearchParams(set)}` : "";
}

/** The same picture at this page's own address, whatever name the server goes by elsewhere. */
export function here(url) {
  return url && base.replace(/\/$/, "") + url.slice(url.indexOf("/results/"));
}

/** A small form of a picture, for the rows of a list. */
export function thumbnail(url) {
  const small = here(url)?.replace("/results/", "/thumbnails/");
  return small && `${small}?side=96`;
}

export const at = (place) => `${base}console/${place}`;
export const eventsUrl = `${base}admin/api/v1/events`;
