import os

import requests

api = os.environ["CAVENDISH_BASE_URL"] + "/api/v1"
session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['CAVENDISH_API_KEY']}"

wanted = {"input": {"prompt": "a logo with the letter T", "resolution": "1K"}}
submit = session.post(f"{api}/generateTask/nano-banana-2", json=wanted, timeout=60)
task = submit.json()["data"]["taskId"]

# Each change of state as a server event, until the task has ended.
with session.get(f"{api}/tasks/{task}/events", stream=True, timeout=120) as events:
    for line in events.iter_lines(decode_unicode=True):
        if line.startswith("event:"):
            print(line)

details = session.get(f"{api}/tasks/{task}", timeout=60).json()["data"]
print(details["state"], details["route"], details["costUsd"])
page = session.get(f"{api}/tasks", params={"limit": 5, "state": "success"}, timeout=60).json()["data"]
print(len(page["tasks"]))

# A task that has ended in another way cannot be cancelled: 409.
print(session.post(f"{api}/cancelTask/nano-banana-2", params={"taskId": task}, timeout=60).json()["code"])
