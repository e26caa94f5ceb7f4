const api = `${process.env.CAVENDISH_BASE_URL}/api/v1`;
const headers = { Authorization: `Bearer ${process.env.CAVENDISH_API_KEY}` };
const read = async (path, options = {}) => (await fetch(api + path, { headers, ...options })).json();

// The secret is shown this once; give it to your receiver.
const secret = await read("/webhook-secret/rotate", { method: "POST" });
console.log(secret.data.webhookSecret.slice(0, 6));

const submitted = await read("/generateTask/nano-banana", {
  method: "POST",
  headers: { ...headers, "Content-Type": "application/json" },
  body: JSON.stringify({
    request_type: "callback",
    callback_url: process.env.CALLBACK_URL,
    input: { prompt: "a logo with the letter D" },
  }),
});
const task = submitted.data.taskId;
console.log((await read(`/statusTask/nano-banana?taskId=${task}&wait=30`)).data.state);

const page = await read(`/deliveries?taskId=${task}`);
const delivery = page.data.deliveries[0].deliveryId;
console.log((await read(`/deliveries/${delivery}`)).data.url);
console.log((await read(`/deliveries/${delivery}/replay`, { method: "POST" })).code);
