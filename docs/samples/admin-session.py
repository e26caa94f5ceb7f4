import os

import requests

session = os.environ["CAVENDISH_BASE_URL"] + "/admin/api/v1/session"
browser = requests.Session()
browser.headers["Origin"] = os.environ["CAVENDISH_BASE_URL"]
signed_in = browser.post(session, json={"token": os.environ["CAVENDISH_ADMIN_TOKEN"]}, timeout=60)
csrf = signed_in.json()["data"]["csrfToken"]
print(browser.get(session, timeout=60).json()["code"])
print(browser.delete(session, headers={"X-CSRF-Token": csrf}, timeout=60).json()["code"])
