auth="Authorization: Bearer $CAVENDISH_API_KEY"
task=$(curl -sS --fail-with-body "$CAVENDISH_BASE_URL/api/v1/generateTask/nano-banana" -H "$auth" \
  -H "Content-Type: application/json" -H "Idempotency-Key: order-$RANDOM$RANDOM" \
  -d '{"input": {"mode": "text-to-image", "prompt": "a logo with the letter C", "aspect_ratio": "16:9"}}' |
  jq -r .data.taskId)

while true; do
  status=$(curl -sS --fail-with-body "$CAVENDISH_BASE_URL/api/v1/statusTask/nano-banana?taskId=$task&wait=30" -H "$auth")
  case $(jq -r .data.state <<<"$status") in success | failed) break ;; esac
done
url=$(jq -r '.data.resultJson | fromjson | .resultUrls[0]' <<<"$status")
curl -sS --fail -o picture.png "$url"
echo "saved picture.png from $url"
