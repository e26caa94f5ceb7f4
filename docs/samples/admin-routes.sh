auth="Authorization: Bearer $CAVENDISH_ADMIN_TOKEN"
routes="$CAVENDISH_BASE_URL/admin/api/v1/routes"
json="Content-Type: application/json"
route=$(curl -sS --fail-with-body "$routes" -H "$auth" | jq -r '[.data.routes[] | select(.whyNot == null)][0].name')
curl -sS --fail-with-body "$routes/test" -H "$auth" -H "$json" \
  -d "{\"route\": \"$route\", \"prompt\": \"a logo with the letter R\"}" | jq .data.works
curl -sS --fail-with-body "$routes/reopen" -H "$auth" -H "$json" -d "{\"route\": \"$route\"}" | jq .code
