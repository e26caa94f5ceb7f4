// Signs this browser in, with the form's token or the one behind the `#` of a link.
import { t } from "../look.js";
import { call } from "./api.js";

const form = document.getElementById("sign-in");
const fault = document.getElementById("fault");

async function signIn(token) {
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  fault.hidden = true;
  try {
    await call("POST", "session", { token });
    location.reload();
  } catch (error) {
    fault.textContent = error.status === 401 ? t("console.sign_in.wrong") : error.message || t("console.failed");
    fault.hidden = false;
    button.disabled = false;
    form.elements.token.select();
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  signIn(form.elements.token.value.trim());
});

const given = new URLSearchParams(location.hash.slice(1)).get("token");
if (given) {
  // Out of the address and the history before anything else can read it.
  history.replaceState(null, "", location.pathname + location.search);
  signIn(given);
}
