import os

import requests

keys = os.environ["CAVENDISH_BASE_URL"] + "/admin/api/v1/keys"
admin = requests.Session()
admin.headers["Authorization"] = f"Bearer {os.environ['CAVENDISH_ADMIN_TOKEN']}"


def call(method, url, **body):
    answer = admin.request(method, url, json=body or None, timeout=60)
    answer.raise_for_status()
    return answer.json()["data"]


key_id = call("POST", keys, name="shop", owner="Ada", models=["nano-banana"], balanceUsd=25)["keyId"]
print(call("POST", f"{keys}/{key_id}/topup", amountUsd=5)["balanceUsd"])
print(call("PATCH", f"{keys}/{key_id}", maxLiveTasks=50)["maxLiveTasks"])
print(call("DELETE", f"{keys}/{key_id}/budget")["balanceUsd"])
call("DELETE", f"{keys}/{key_id}")
print([key["state"] for key in call("GET", keys) if key["keyId"] == key_id])
