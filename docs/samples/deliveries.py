import os

import requests

api = os.environ["CAVENDISH_BASE_URL"] + "/api/v1"
session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['CAVENDISH_API_KEY']}"

# The secret is shown this once; give it to your receiver.
print(session.post(f"{api}/webhook-secret/rotate", timeout=60).json()["data"]["webhookSecret"][:6])

wanted = {
    "request_type": "callback",
    "callback_url": os.environ["CALLBACK_URL"],
    "input": {"prompt": "a logo with the letter D"},
}
task = session.post(f"{api}/generateTask/nano-banana", json=wanted, timeout=60).json()["data"]["taskId"]
status = session.get(f"{api}/statusTask/nano-banana", params={"taskId": task, "wait": 30}, timeout=60)
print(status.json()["data"]["state"])

page = session.get(f"{api}/deliveries", params={"taskId": task}, timeout=60).json()["data"]
delivery = page["deliveries"][0]["deliveryId"]
print(session.get(f"{api}/deliveries/{delivery}", timeout=60).json()["data"]["url"])
print(session.post(f"{api}/deliveries/{delivery}/replay", timeout=60).json()["code"])
