import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";

const base = process.env.CAVENDISH_BASE_URL;
const auth = { Authorization: `Bearer ${process.env.CAVENDISH_API_KEY}` };

async function call(path, options = {}) {
  const answer = await fetch(base + path, { ...options, headers: { ...auth, ...options.headers } });
  const envelope = await answer.json();
  if (!answer.ok) throw new Error(`${envelope.code}: ${envelope.message}`);
  return envelope.data;
}

const { taskId } = await call("/api/v1/generateTask/nano-banana", {
  method: "POST",
  headers: { "Content-Type": "application/json", "Idempotency-Key": randomUUID() },
  body: JSON.stringify({
    input: { mode: "text-to-image", prompt: "a logo with the letter C", aspect_ratio: "16:9" },
  }),
});

let status;
do {
  status = await call(`/api/v1/statusTask/nano-banana?taskId=${taskId}&wait=30`);
} while (status.state !== "success" && status.state !== "failed");
if (status.state === "failed") throw new Error(`${status.failCode}: ${status.failMsg}`);

const [url] = JSON.parse(status.resultJson).resultUrls;
const picture = await fetch(url);
await writeFile("picture.png", Buffer.from(await picture.arrayBuffer()));
console.log("saved picture.png from", url);
