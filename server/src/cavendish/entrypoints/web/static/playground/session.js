// Signing in and out. A link's ticket stands behind the `#`, which browsers send to nobody; it works once.

import { t, toast } from "../look.js";
import { call, CallError } from "./api.js";

const dialog = document.getElementById("sign-in");
const form = document.getElementById("sign-in-form");
const note = document.getElementById("sign-in-note");
const input = document.getElementById("key");
const out = document.getElementById("sign-out");

let onChange = () => {};
let known = { signedIn: false };

function show(session) {
  known = session;
  out.hidden = !session.signedIn;
  document.getElementById("key-name").textContent = session.signedIn ? session.keyName : "";
  onChange(session);
}

function tell(text) {
  note.textContent = text;
  note.hidden = !text;
}

/** Ask for a key, and say why. */
export function askForKey(reason = "") {
  tell(reason);
  if (!dialog.open) dialog.showModal();
  input.focus();
}

export const isSignedIn = () => known.signedIn;

/** Find out whose browser this is; `changed` hears of it now and whenever it changes. */
export async function begin(changed) {
  onChange = changed;
  const ticket = new URLSearchParams(location.hash.slice(1)).get("ticket");
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  let reason = "";
  if (ticket) {
    try {
      show(await call("session", { method: "POST", json: { ticket } }));
      return;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      reason = error.message;
    }
  }
  const session = await call("session");
  show(session);
  if (!session.signedIn) askForKey(reason);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const key = input.value.trim();
  if (!key) return input.focus();
  try {
    const session = await call("session", { method: "POST", headers: { Authorization: `Bearer ${key}` } });
    input.value = "";
    tell("");
    dialog.close();
    show(session);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const unknown = error.status === 0 ? t("playground.cure.network") : error.message;
    tell(error.status === 401 ? t("playground.key_refused") : unknown);
    input.select();
  }
});

out.addEventListener("click", async () => {
  await call("session", { method: "DELETE" });
  show({ signedIn: false });
  toast(t("playground.signed_out"));
  askForKey();
});

addEventListener("signed-out", () => {
  if (!known.signedIn) return;
  show({ signedIn: false });
  askForKey(t("playground.session_over"));
});
