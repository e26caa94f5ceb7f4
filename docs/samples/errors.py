import os

import requests

answer = requests.post(
    os.environ["CAVENDISH_BASE_URL"] + "/api/v1/generateTask/nano-banana",
    headers={"Authorization": f"Bearer {os.environ['CAVENDISH_API_KEY']}"},
    json={"input": {"prompt": "a fox", "aspect_ratio": "7:5"}},
    timeout=60,
)
envelope = answer.json()
if answer.status_code in (429, 503):
    print("again in", answer.headers["Retry-After"], "s")
elif answer.status_code != 200:
    print(f"{envelope['code']}: {envelope['message']}")
