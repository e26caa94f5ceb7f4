import os

import requests

routes = os.environ["CAVENDISH_BASE_URL"] + "/admin/api/v1/routes"
admin = requests.Session()
admin.headers["Authorization"] = f"Bearer {os.environ['CAVENDISH_ADMIN_TOKEN']}"

listed = admin.get(routes, timeout=60).json()["data"]["routes"]
name = next(route["name"] for route in listed if route["whyNot"] is None)
trial = {"route": name, "prompt": "a logo with the letter R"}
print(admin.post(f"{routes}/test", json=trial, timeout=300).json()["data"]["works"])
print(admin.post(f"{routes}/reopen", json={"route": name}, timeout=60).json()["code"])
