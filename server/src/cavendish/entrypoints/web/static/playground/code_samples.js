// A request as a program in three languages. JSON's strings are strings in Python and JavaScript, too.

const KEY = "CAVENDISH_API_KEY";

/** In single quotes for a POSIX shell: nothing in it is read as anything else. */
export function shellQuote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function curlSample({ publicUrl, model, body }) {
  return [
    `curl -sS ${shellQuote(`${publicUrl}/api/v1/generateTask/${model}`)}`,
    `-H "Authorization: Bearer $${KEY}"`,
    "-H 'Content-Type: application/json'",
    `--data-raw ${shellQuote(JSON.stringify(body, null, 2))}`,
  ].join(" \\\n  ");
}

export function pythonSample({ publicUrl, model, body }) {
  const { prompt, image_urls: references, mode, ...settings } = body.input;
  const options = { ...settings, provider: body.provider, model };
  const arguments_ = [
    JSON.stringify(prompt),
    ...(references ? [`images=${pythonList(references)}`] : []),
    ...Object.entries(options).map(([name, value]) => `${name}=${JSON.stringify(value)}`),
  ];
  const extension = settings.output_format === "jpeg" ? "jpg" : "png";
  return [
    "import os",
    "",
    "from cavendish_client import Cavendish",
    "",
    `with Cavendish(os.environ["${KEY}"], base_url=${JSON.stringify(publicUrl)}) as client:`,
    `    image = client.${references ? "edit" : "generate"}(`,
    ...arguments_.map((argument) => `        ${argument},`),
    "    )",
    `    image.save("picture.${extension}")`,
    "    print(image.url)",
  ].join("\n");
}

function pythonList(values) {
  return `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
}

export function javascriptSample({ publicUrl, model, body }) {
  return `const base = ${JSON.stringify(`${publicUrl}/api/v1`)};
const headers = { Authorization: \`Bearer \${process.env.${KEY}}\`, "Content-Type": "application/json" };

async function call(path, options) {
  const answer = await (await fetch(base + path, { headers, ...options })).json();
  if (answer.code !== 200) throw new Error(answer.message);
  return answer.data;
}

const body = ${JSON.stringify(body, null, 2)};
const { taskId } = await call("/generateTask/${model}", { method: "POST", body: JSON.stringify(body) });
let task;
do {
  task = await call(\`/statusTask/${model}?taskId=\${taskId}&wait=30\`);
} while (task.state === "pending" || task.state === "processing");
if (task.state === "failed") throw new Error(\`\${task.failCode}: \${task.failMsg}\`);
console.log(JSON.parse(task.resultJson).resultUrls[0]);`;
}

export const SAMPLES = { curl: curlSample, python: pythonSample, javascript: javascriptSample };
