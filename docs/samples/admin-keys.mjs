const keys = `${process.env.CAVENDISH_BASE_URL}/admin/api/v1/keys`;

async function call(method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${process.env.CAVENDISH_ADMIN_TOKEN}`,
      "Content-Type": "application/json",
    },
    body: body && JSON.stringify(body),
  });
  const envelope = await answer.json();
  if (!answer.ok) throw new Error(`${envelope.code}: ${envelope.message}`);
  return envelope.data;
}

const shop = { name: "shop", owner: "Ada", models: ["nano-banana"], balanceUsd: 25 };
const { keyId } = await call("POST", keys, shop);
console.log((await call("POST", `${keys}/${keyId}/topup`, { amountUsd: 5 })).balanceUsd);
console.log((await call("PATCH", `${keys}/${keyId}`, { maxLiveTasks: 50 })).maxLiveTasks);
console.log((await call("DELETE", `${keys}/${keyId}/budget`)).balanceUsd);
await call("DELETE", `${keys}/${keyId}`);
console.log((await call("GET", keys)).find((key) => key.keyId === keyId).state);
