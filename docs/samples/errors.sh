code=$(curl -sS -o answer.json -w '%{http_code}' "$CAVENDISH_BASE_URL/api/v1/generateTask/nano-banana" \
  -H "Authorization: Bearer $CAVENDISH_API_KEY" -H "Content-Type: application/json" \
  -d '{"input": {"prompt": "a fox", "aspect_ratio": "7:5"}}')
if [ "$code" != 200 ]; then
  jq -r '"\(.code): \(.message)"' answer.json
fi
