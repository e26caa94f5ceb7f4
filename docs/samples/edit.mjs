import { readFile } from "node:fs/promises";

const base = process.env.CAVENDISH_BASE_URL;
const headers = { Authorization: `Bearer ${process.env.CAVENDISH_API_KEY}` };

const upload = await fetch(`${base}/api/v1/files`, {
  method: "POST",
  headers: { ...headers, "Content-Type": "image/png" },
  body: await readFile("photo.png"),
});
const { url } = (await upload.json()).data;
if ((await fetch(url)).ok) console.log("uploaded", url);

const submit = await fetch(`${base}/api/v1/generateTask/nano-banana`, {
  method: "POST",
  headers: { ...headers, "Content-Type": "application/json" },
  body: JSON.stringify({
    input: {
      mode: "image-to-image",
      prompt: "make it black and white",
      image_urls: [url],
      aspect_ratio: "auto",
      output_format: "jpeg",
    },
  }),
});
const { taskId } = (await submit.json()).data;
const status = await fetch(`${base}/api/v1/statusTask/nano-banana?taskId=${taskId}&wait=30`, { headers });
console.log((await status.json()).data.state);
