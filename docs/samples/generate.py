import json
import os
import uuid

import requests

base = os.environ["CAVENDISH_BASE_URL"]
api = requests.Session()
api.headers["Authorization"] = f"Bearer {os.environ['CAVENDISH_API_KEY']}"

answer = api.post(
    f"{base}/api/v1/generateTask/nano-banana",
    headers={"Idempotency-Key": str(uuid.uuid4())},
    json={"input": {"mode": "text-to-image", "prompt": "a logo with the letter C", "aspect_ratio": "16:9"}},
    timeout=60,
)
answer.raise_for_status()
task_id = answer.json()["data"]["taskId"]

status = {"state": "pending"}
while status["state"] not in ("success", "failed"):
    answer = api.get(
        f"{base}/api/v1/statusTask/nano-banana", params={"taskId": task_id, "wait": 30}, timeout=60
    )
    answer.raise_for_status()
    status = answer.json()["data"]
if status["state"] == "failed":
    raise SystemExit(f"{status['failCode']}: {status['failMsg']}")

url = json.loads(status["resultJson"])["resultUrls"][0]
with open("picture.png", "wb") as file:
    file.write(requests.get(url, timeout=60).content)
print("saved picture.png from", url)
