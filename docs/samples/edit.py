import os

import requests

base = os.environ["CAVENDISH_BASE_URL"]
api = requests.Session()
api.headers["Authorization"] = f"Bearer {os.environ['CAVENDISH_API_KEY']}"

with open("photo.png", "rb") as file:
    upload = api.post(f"{base}/api/v1/files", files={"file": file}, timeout=60)
upload.raise_for_status()
url = upload.json()["data"]["url"]
requests.get(url, timeout=60).raise_for_status()
print("uploaded", url)

wanted = {
    "mode": "image-to-image",
    "prompt": "make it black and white",
    "image_urls": [url],
    "aspect_ratio": "auto",
    "output_format": "jpeg",
}
task = api.post(f"{base}/api/v1/generateTask/nano-banana", json={"input": wanted}, timeout=60)
task.raise_for_status()
task_id = task.json()["data"]["taskId"]
status = api.get(f"{base}/api/v1/statusTask/nano-banana", params={"taskId": task_id, "wait": 30}, timeout=60)
print(status.json()["data"]["state"])
