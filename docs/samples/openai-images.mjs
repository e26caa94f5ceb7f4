import { openAsBlob } from "node:fs";

const v1 = `${process.env.CAVENDISH_BASE_URL}/v1`;
const headers = { Authorization: `Bearer ${process.env.CAVENDISH_API_KEY}` };
const read = async (path, options = {}) => (await fetch(v1 + path, { headers, ...options })).json();

console.log((await read("/models")).data.map((model) => model.id));
console.log((await read("/models/nano-banana")).id);
const made = await read("/images/generations", {
  method: "POST",
  headers: { ...headers, "Content-Type": "application/json" },
  body: JSON.stringify({ model: "nano-banana", prompt: "a logo with the letter O", size: "1024x1024" }),
});
console.log(made.data[0].url);

const form = new FormData();
form.set("model", "nano-banana");
form.set("prompt", "make it black and white");
form.set("image", await openAsBlob("photo.png", { type: "image/png" }), "photo.png");
const edited = await read("/images/edits", { method: "POST", body: form });
console.log(edited.data[0].url);
