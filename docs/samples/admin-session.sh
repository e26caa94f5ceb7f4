session="$CAVENDISH_BASE_URL/admin/api/v1/session"
origin="Origin: $CAVENDISH_BASE_URL"
token=$(curl -sS --fail-with-body -c cookies.txt "$session" -H "$origin" -H "Content-Type: application/json" \
  -d "{\"token\": \"$CAVENDISH_ADMIN_TOKEN\"}" | jq -r .data.csrfToken)
curl -sS --fail-with-body -b cookies.txt "$session" | jq .code
curl -sS --fail-with-body -b cookies.txt -X DELETE "$session" -H "$origin" -H "X-CSRF-Token: $token" | jq .code
