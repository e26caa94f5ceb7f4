import os

import requests

base = os.environ["CAVENDISH_BASE_URL"]
headers = {"Authorization": f"Bearer {os.environ['CAVENDISH_API_KEY']}"}

print(requests.get(f"{base}/api/v1/apikeys/current-balance", headers=headers, timeout=60).json())
print(requests.get(f"{base}/api/v1", timeout=60).json()["data"]["models"])
index = requests.get(f"{base}/docs/models/schemas/index.json", timeout=60).json()
print([model["slug"] for model in index["models"]])
print(requests.get(f"{base}/docs/models/schemas/nano-banana.json", timeout=60).status_code)
print(requests.get(f"{base}/health/live", timeout=60).json()["code"])
print(requests.get(f"{base}/health/ready", timeout=60).json()["data"])
print(requests.get(f"{base}/metrics", timeout=60).text.count("# TYPE cavendish_"))
