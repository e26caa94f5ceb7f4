# The body as it came in body.json, the three headers in WEBHOOK_ID, WEBHOOK_TIMESTAMP and WEBHOOK_SIGNATURE.
age=$(($(date +%s) - WEBHOOK_TIMESTAMP))
[ "${age#-}" -lt 300 ] || { echo "too old" >&2; exit 1; }
key=$(printf %s "${CAVENDISH_WEBHOOK_SECRET#whsec_}" | base64 -d | od -An -tx1 | tr -d ' \n')
right=$({ printf '%s.%s.' "$WEBHOOK_ID" "$WEBHOOK_TIMESTAMP"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)
case " $WEBHOOK_SIGNATURE " in
  *" v1,$right "*) echo "genuine: $WEBHOOK_ID" ;;
  *) echo "wrong signature" >&2; exit 1 ;;
esac
