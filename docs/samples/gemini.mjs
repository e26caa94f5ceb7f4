import { writeFile } from "node:fs/promises";

const models = `${process.env.CAVENDISH_BASE_URL}/v1beta/models`;
const headers = { "x-goog-api-key": process.env.CAVENDISH_API_KEY };

const all = await (await fetch(models, { headers })).json();
console.log(all.models.map((model) => model.name));
console.log((await (await fetch(`${models}/nano-banana`, { headers })).json()).name);

const answer = await fetch(`${models}/nano-banana:generateContent`, {
  method: "POST",
  headers: { ...headers, "Content-Type": "application/json" },
  body: JSON.stringify({ contents: [{ parts: [{ text: "a logo with the letter G" }] }] }),
});
const [candidate] = (await answer.json()).candidates;
const part = candidate.content.parts.find((one) => one.inlineData);
const picture = Buffer.from(part.inlineData.data, "base64");
await writeFile("gemini.png", picture);
console.log(picture.toString("latin1", 1, 4));
