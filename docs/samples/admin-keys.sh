auth="Authorization: Bearer $CAVENDISH_ADMIN_TOKEN"
keys="$CAVENDISH_BASE_URL/admin/api/v1/keys"
json="Content-Type: application/json"
id=$(curl -sS --fail-with-body "$keys" -H "$auth" -H "$json" \
  -d '{"name": "shop", "owner": "Ada", "models": ["nano-banana"], "balanceUsd": 25}' | jq .data.keyId)
curl -sS --fail-with-body "$keys/$id/topup" -H "$auth" -H "$json" -d '{"amountUsd": 5}' | jq .data.balanceUsd
curl -sS --fail-with-body -X PATCH "$keys/$id" -H "$auth" -H "$json" -d '{"maxLiveTasks": 50}' | jq .data.maxLiveTasks
curl -sS --fail-with-body -X DELETE "$keys/$id/budget" -H "$auth" | jq .data.balanceUsd
curl -sS --fail-with-body -X DELETE "$keys/$id" -H "$auth" | jq .code
curl -sS --fail-with-body "$keys" -H "$auth" | jq -r --argjson id "$id" '.data[] | select(.keyId == $id).state'
