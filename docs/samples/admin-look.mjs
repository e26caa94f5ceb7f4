const admin = `${process.env.CAVENDISH_BASE_URL}/admin/api/v1`;
const headers = { Authorization: `Bearer ${process.env.CAVENDISH_ADMIN_TOKEN}` };

async function read(path, options = {}) {
  const answer = await fetch(`${admin}/${path}`, { headers, ...options });
  const envelope = await answer.json();
  if (!answer.ok) throw new Error(`${envelope.code}: ${envelope.message}`);
  return envelope.data;
}

console.log((await read("overview?hours=24")).workers);
const [task] = (await read("tasks?limit=1")).tasks;
console.log((await read(`tasks/${task.taskId}`)).taskId);
const [delivery] = (await read("deliveries?limit=1")).deliveries;
console.log((await read(`deliveries/${delivery.deliveryId}`)).url);
await read(`deliveries/${delivery.deliveryId}/replay`, { method: "POST" });
await read("moderation?limit=10");
await read("settings");
// Changes of every task, as they happen.
const stop = new AbortController();
const events = await fetch(`${admin}/events`, { headers, signal: stop.signal });
console.log("events:", events.status);
stop.abort();
