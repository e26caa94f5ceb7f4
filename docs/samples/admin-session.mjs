const session = `${process.env.CAVENDISH_BASE_URL}/admin/api/v1/session`;
const origin = { Origin: process.env.CAVENDISH_BASE_URL };
const signedIn = await fetch(session, {
  method: "POST",
  headers: { ...origin, "Content-Type": "application/json" },
  body: JSON.stringify({ token: process.env.CAVENDISH_ADMIN_TOKEN }),
});
const { csrfToken } = (await signedIn.json()).data;
const Cookie = signedIn.headers.getSetCookie()[0].split(";")[0];
console.log((await (await fetch(session, { headers: { Cookie } })).json()).code);
const headers = { ...origin, Cookie, "X-CSRF-Token": csrfToken };
console.log((await (await fetch(session, { method: "DELETE", headers })).json()).code);
