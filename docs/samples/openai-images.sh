auth="Authorization: Bearer $CAVENDISH_API_KEY"
v1="$CAVENDISH_BASE_URL/v1"
curl -sS --fail-with-body "$v1/models" -H "$auth" | jq -r '.data[].id'
curl -sS --fail-with-body "$v1/models/nano-banana" -H "$auth" | jq -r .id
curl -sS --fail-with-body "$v1/images/generations" -H "$auth" -H "Content-Type: application/json" \
  -d '{"model": "nano-banana", "prompt": "a logo with the letter O", "size": "1024x1024"}' | jq -r '.data[0].url'
curl -sS --fail-with-body "$v1/images/edits" -H "$auth" \
  -F model=nano-banana -F prompt="make it black and white" -F image=@photo.png | jq -r '.data[0].url'
