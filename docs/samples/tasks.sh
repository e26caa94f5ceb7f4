auth="Authorization: Bearer $CAVENDISH_API_KEY"
api="$CAVENDISH_BASE_URL/api/v1"
task=$(curl -sS --fail-with-body "$api/generateTask/nano-banana-2" -H "$auth" -H "Content-Type: application/json" \
  -d '{"input": {"prompt": "a logo with the letter T", "resolution": "1K"}}' | jq -r .data.taskId)

# Each change of state as a server event, until the task has ended.
curl -sSN --fail-with-body "$api/tasks/$task/events" -H "$auth" | grep '^event:' | sort -u

curl -sS --fail-with-body "$api/tasks/$task" -H "$auth" | jq -c '{state: .data.state, route: .data.route, cost: .data.costUsd}'
curl -sS --fail-with-body "$api/tasks?limit=5&state=success" -H "$auth" | jq '.data.tasks | length'

# A task that has ended in another way cannot be cancelled: 409.
curl -sS -X POST "$api/cancelTask/nano-banana-2?taskId=$task" -H "$auth" | jq .code
