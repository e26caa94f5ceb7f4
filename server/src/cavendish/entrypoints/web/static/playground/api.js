// Calls to this server. The browser's session is a cookie that scripts cannot read; the header proves that one
// of our own pages asks, which no other site can.

export const base = document.documentElement.dataset.base || "/";
const PAGE = { "X-Cavendish-Page": "playground" };

/** A refused or failed call: HTTP status (0 when the server did not answer) and the server's own words. */
export class CallError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function send(path, options) {
  try {
    return await fetch(base + path, { ...options, headers: { ...PAGE, ...options.headers } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new CallError(0, "");
  }
}

async function refusal(response) {
  const envelope = await response.json().catch(() => ({}));
  if (response.status === 401) dispatchEvent(new Event("signed-out"));
  return new CallError(response.status, envelope.data?.error || envelope.message || response.statusText);
}

/** The `data` of an answer's envelope. Raises CallError. */
export async function call(path, { method = "GET", json, body, headers = {} } = {}) {
  if (json !== undefined) {
    body = JSON.stringify(json);
    headers = { "Content-Type": "application/json", ...headers };
  }
  const response = await send(path, { method, body, headers });
  if (!response.ok) throw await refusal(response);
  return (await response.json()).data;
}

/** The data of each event of a stream, as it comes; ends with the stream. */
export async function* events(path, signal) {
  const response = await send(path, { signal });
  if (!response.ok) throw await refusal(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += value;
      const parts = text.split("\n\n");
      text = parts.pop();
      for (const part of parts) {
        const data = part.split("\n").filter((line) => line.startsWith("data: ")).map((line) => line.slice(6));
        if (data.length) yield JSON.parse(data.join("\n"));
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** Where the page finds one of this server's files, whatever host name its link has; null for others' links. */
export function ownPath(url, publicUrl) {
  return url.startsWith(`${publicUrl}/`) ? base + url.slice(publicUrl.length + 1) : null;
}
