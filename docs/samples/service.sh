auth="Authorization: Bearer $CAVENDISH_API_KEY"
curl -sS --fail-with-body "$CAVENDISH_BASE_URL/api/v1/apikeys/current-balance" -H "$auth"; echo
curl -sS --fail-with-body "$CAVENDISH_BASE_URL/api/v1" | jq -c .data.models
curl -sS --fail-with-body "$CAVENDISH_BASE_URL/docs/models/schemas/index.json" | jq -r '.models[].slug'
curl -sS --fail-with-body "$CAVENDISH_BASE_URL/docs/models/schemas/nano-banana.json" | jq -r "\"200 \(type)\""
curl -sS --fail-with-body "$CAVENDISH_BASE_URL/health/live" | jq .code
curl -sS --fail-with-body "$CAVENDISH_BASE_URL/health/ready" | jq -c .data
curl -sS --fail-with-body "$CAVENDISH_BASE_URL/metrics" | grep -c '^# TYPE cavendish_'
