auth="Authorization: Bearer $CAVENDISH_API_KEY"
upload=$(curl -sS --fail-with-body "$CAVENDISH_BASE_URL/api/v1/files" -H "$auth" -F file=@photo.png | jq -r .data.url)
curl -sS --fail -o /dev/null "$upload" && echo "uploaded $upload"

body=$(jq -n --arg url "$upload" '{input: {mode: "image-to-image", prompt: "make it black and white",
  image_urls: [$url], aspect_ratio: "auto", output_format: "jpeg"}}')
task=$(curl -sS --fail-with-body "$CAVENDISH_BASE_URL/api/v1/generateTask/nano-banana" -H "$auth" \
  -H "Content-Type: application/json" -d "$body" | jq -r .data.taskId)
curl -sS --fail-with-body "$CAVENDISH_BASE_URL/api/v1/statusTask/nano-banana?taskId=$task&wait=30" -H "$auth" | jq .data.state
