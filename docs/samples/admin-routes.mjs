const routes = `${process.env.CAVENDISH_BASE_URL}/admin/api/v1/routes`;
const headers = {
  Authorization: `Bearer ${process.env.CAVENDISH_ADMIN_TOKEN}`,
  "Content-Type": "application/json",
};
const post = async (path, body) =>
  (await fetch(routes + path, { method: "POST", headers, body: JSON.stringify(body) })).json();

const listed = (await (await fetch(routes, { headers })).json()).data.routes;
const { name } = listed.find((route) => route.whyNot === null);
console.log((await post("/test", { route: name, prompt: "a logo with the letter R" })).data.works);
console.log((await post("/reopen", { route: name })).code);
