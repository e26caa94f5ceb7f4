auth="Authorization: Bearer $CAVENDISH_ADMIN_TOKEN"
admin="$CAVENDISH_BASE_URL/admin/api/v1"
read_admin() { curl -sS --fail-with-body "$admin/$1" -H "$auth"; }

read_admin "overview?hours=24" | jq .data.workers
task=$(read_admin "tasks?limit=1" | jq -r '.data.tasks[0].taskId')
read_admin "tasks/$task" | jq -r .data.taskId
delivery=$(read_admin "deliveries?limit=1" | jq -r '.data.deliveries[0].deliveryId')
read_admin "deliveries/$delivery" | jq -r .data.url
curl -sS --fail-with-body -X POST "$admin/deliveries/$delivery/replay" -H "$auth" | jq .code
read_admin "moderation?limit=10" | jq .code
read_admin settings | jq .code
# Changes of every task, as they happen; here for two seconds.
curl -sSN --max-time 2 -w 'events: %{http_code}\n' -o events.txt "$admin/events" -H "$auth" || test $? = 28
