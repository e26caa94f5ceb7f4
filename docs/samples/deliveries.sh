auth="Authorization: Bearer $CAVENDISH_API_KEY"
api="$CAVENDISH_BASE_URL/api/v1"
# The secret is shown this once; give it to your receiver.
curl -sS --fail-with-body -X POST "$api/webhook-secret/rotate" -H "$auth" | jq -r '.data.webhookSecret[:6]'

body=$(jq -n --arg url "$CALLBACK_URL" '{request_type: "callback", callback_url: $url, input: {prompt: "a logo with the letter D"}}')
task=$(curl -sS --fail-with-body "$api/generateTask/nano-banana" -H "$auth" -H "Content-Type: application/json" -d "$body" | jq -r .data.taskId)
curl -sS --fail-with-body "$api/statusTask/nano-banana?taskId=$task&wait=30" -H "$auth" | jq -r .data.state

delivery=$(curl -sS --fail-with-body "$api/deliveries?taskId=$task" -H "$auth" | jq -r '.data.deliveries[0].deliveryId')
curl -sS --fail-with-body "$api/deliveries/$delivery" -H "$auth" | jq -r .data.url
curl -sS --fail-with-body -X POST "$api/deliveries/$delivery/replay" -H "$auth" | jq .code
