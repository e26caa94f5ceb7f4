key="x-goog-api-key: $CAVENDISH_API_KEY"
models="$CAVENDISH_BASE_URL/v1beta/models"
curl -sS --fail-with-body "$models" -H "$key" | jq -r '.models[].name'
curl -sS --fail-with-body "$models/nano-banana" -H "$key" | jq -r .name
curl -sS --fail-with-body "$models/nano-banana:generateContent" -H "$key" -H "Content-Type: application/json" \
  -d '{"contents": [{"parts": [{"text": "a logo with the letter G"}]}]}' |
  jq -r '.candidates[0].content.parts[] | select(.inlineData).inlineData.data' | base64 -d > gemini.png
head -c 4 gemini.png | tail -c 3
