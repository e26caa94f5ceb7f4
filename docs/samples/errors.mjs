const answer = await fetch(`${process.env.CAVENDISH_BASE_URL}/api/v1/generateTask/nano-banana`, {
  method: "POST",
  headers: { Authorization: `Bearer ${process.env.CAVENDISH_API_KEY}`, "Content-Type": "application/json" },
  body: JSON.stringify({ input: { prompt: "a fox", aspect_ratio: "7:5" } }),
});
const envelope = await answer.json();
if (answer.status === 429 || answer.status === 503) {
  console.log("again in", answer.headers.get("Retry-After"), "s");
} else if (!answer.ok) {
  console.log(`${envelope.code}: ${envelope.message}`);
}
