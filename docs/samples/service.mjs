const base = process.env.CAVENDISH_BASE_URL;
const headers = { Authorization: `Bearer ${process.env.CAVENDISH_API_KEY}` };
const json = async (path, options) => (await fetch(base + path, options)).json();

console.log(await json("/api/v1/apikeys/current-balance", { headers }));
console.log((await json("/api/v1")).data.models);
const index = await json("/docs/models/schemas/index.json");
console.log(index.models.map((model) => model.slug));
console.log((await fetch(`${base}/docs/models/schemas/nano-banana.json`)).status);
console.log((await json("/health/live")).code);
console.log((await json("/health/ready")).data);
const metrics = await (await fetch(`${base}/metrics`)).text();
console.log(metrics.split("# TYPE cavendish_").length - 1);
