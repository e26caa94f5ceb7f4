import os

import requests

admin = os.environ["CAVENDISH_BASE_URL"] + "/admin/api/v1"
session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['CAVENDISH_ADMIN_TOKEN']}"


def read(path):
    answer = session.get(f"{admin}/{path}", timeout=60)
    answer.raise_for_status()
    return answer.json()["data"]


print(read("overview?hours=24")["workers"])
task_id = read("tasks?limit=1")["tasks"][0]["taskId"]
print(read(f"tasks/{task_id}")["taskId"])
delivery_id = read("deliveries?limit=1")["deliveries"][0]["deliveryId"]
print(read(f"deliveries/{delivery_id}")["url"])
print(session.post(f"{admin}/deliveries/{delivery_id}/replay", timeout=60).json()["code"])
read("moderation?limit=10")
read("settings")
# Changes of every task, as they happen.
with session.get(f"{admin}/events", stream=True, timeout=60) as events:
    print("events:", events.status_code)
