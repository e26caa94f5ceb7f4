const api = `${process.env.CAVENDISH_BASE_URL}/api/v1`;
const headers = { Authorization: `Bearer ${process.env.CAVENDISH_API_KEY}` };
const read = async (path, options = {}) => (await fetch(api + path, { headers, ...options })).json();

const submitted = await read("/generateTask/nano-banana-2", {
  method: "POST",
  headers: { ...headers, "Content-Type": "application/json" },
  body: JSON.stringify({ input: { prompt: "a logo with the letter T", resolution: "1K" } }),
});
const task = submitted.data.taskId;

// Each change of state as a server event, until the task has ended.
const events = await fetch(`${api}/tasks/${task}/events`, { headers });
for await (const chunk of events.body.pipeThrough(new TextDecoderStream())) {
  for (const line of chunk.split("\n")) if (line.startsWith("event:")) console.log(line);
}

const { data: details } = await read(`/tasks/${task}`);
console.log(details.state, details.route, details.costUsd);
const { data: page } = await read("/tasks?limit=5&state=success");
console.log(page.tasks.length);

// A task that has ended in another way cannot be cancelled: 409.
console.log((await read(`/cancelTask/nano-banana-2?taskId=${task}`, { method: "POST" })).code);
