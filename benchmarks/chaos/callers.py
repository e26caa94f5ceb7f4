"""Clients that never give up, and the diary of what they were told."""

import asyncio
import hashlib
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp

RANKS = {"pending": 0, "processing": 1, "success": 2, "failed": 2}
_RATIOS = {"1:1": 1.0, "16:9": 16 / 9, "3:4": 3 / 4}
_AWAY = (aiohttp.ClientError, TimeoutError, OSError, ValueError)


@dataclass(kw_only=True)
class Entry:
    """One task as its client knows it."""

    prompt: str
    key: str
    ratio: str
    output_format: str
    wants_callback: bool
    task_id: str = ""
    reads: int = 0
    last: dict[str, Any] = field(default_factory=dict)
    digest: str = ""

    @property
    def ratio_number(self) -> float:
        return _RATIOS[self.ratio]


@dataclass(kw_only=True)
class Callers:
    session: aiohttp.ClientSession
    chance: random.Random
    bases: list[str]
    secrets: dict[str, str]
    callback_url: str
    accepted: dict[str, Entry] = field(default_factory=dict)
    broken: list[tuple[str, str]] = field(default_factory=list)
    """What no client may ever see: the invariant, and what was seen."""
    answers: Counter[str] = field(default_factory=Counter)
    limited: list[tuple[float, float, int]] = field(default_factory=list)
    """Calls of the limited key: when sent, when answered, the status."""

    async def call(self, method: str, path: str, key: str, **more: Any) -> tuple[int, dict[str, Any]]:
        """One call to one of the API processes; 0 when nobody answered."""
        headers = {"Authorization": f"Bearer {self.secrets[key]}", **more.pop("headers", {})}
        base = self.chance.choice(self.bases)
        sent = time.time()
        try:
            async with self.session.request(method, base + path, headers=headers, **more) as answer:
                envelope = await answer.json()
                status = answer.status
        except _AWAY:
            self.answers["nobody answered"] += 1
            return 0, {}
        if key == "limited":
            self.limited.append((sent, time.time(), status))
        self.answers[str(status)] += 1
        return status, envelope if isinstance(envelope, dict) else {}

    async def submit(self, number: int, key: str) -> Entry | None:
        """Until there is a definite answer; None when it was refused."""
        entry = Entry(
            prompt=f"chaos-{key}-{number}", key=key, ratio=self.chance.choice(tuple(_RATIOS)),
            output_format=self.chance.choice(("png", "png", "jpeg")),
            wants_callback=self.chance.random() < 0.3,
        )  # fmt: skip
        wanted = {"prompt": entry.prompt, "aspect_ratio": entry.ratio, "output_format": entry.output_format}
        body: dict[str, Any] = {"input": wanted}
        if entry.wants_callback:
            body |= {"request_type": "callback", "callback_url": self.callback_url}
        headers = {"Idempotency-Key": entry.prompt}
        while True:
            status, envelope = await self.call(
                "POST", "/api/v1/generateTask/nano-banana", key, json=body, headers=headers
            )
            if status == 200:
                entry.task_id = envelope["data"]["taskId"]
                self.accepted[entry.task_id] = entry
                return entry
            if status in (400, 401, 402, 403, 404):
                if status != 402:
                    self.broken.append(("only true answers", f"submit got {status}: {envelope}"))
                return None
            await asyncio.sleep(self.chance.uniform(0.3, 1.0))

    async def read(self, entry: Entry, *, wait_s: int = 0) -> None:
        path = f"/api/v1/statusTask/nano-banana?taskId={entry.task_id}&wait={wait_s}"
        status, envelope = await self.call("GET", path, entry.key)
        if status in (400, 401, 403, 404):
            self.broken.append(("every accepted task exists", f"{entry.task_id} read as {status}"))
        if status != 200:
            return
        data = envelope["data"]
        before, entry.last = entry.last, data
        entry.reads += 1
        if not before:
            return
        went_back = RANKS[data["state"]] < RANKS[before["state"]]
        if went_back or (RANKS[before["state"]] == 2 and _told(data) != _told(before)):
            self.broken.append(("no state went back", f"{entry.task_id}: {before} then {data}"))

    async def follow(self, entry: Entry) -> None:
        """To its end, and its picture."""
        while RANKS.get(entry.last.get("state", ""), 0) < 2:
            await asyncio.sleep(self.chance.uniform(0.5, 3.0))
            await self.read(entry, wait_s=self.chance.choice((0, 0, 4)))
        if entry.last["state"] == "success":
            content = await self.picture(entry)
            entry.digest = hashlib.sha256(content).hexdigest()

    async def picture(self, entry: Entry) -> bytes:
        """The bytes behind the link, from whichever API answers."""
        (url,) = json.loads(entry.last["resultJson"])["resultUrls"]
        path = "/" + url.split("/", 3)[3]
        while True:
            try:
                async with self.session.get(self.chance.choice(self.bases) + path) as answer:
                    if answer.status == 200:
                        return await answer.read()
                    if answer.status in (404, 410):
                        self.broken.append(
                            ("success means a picture", f"{entry.task_id}: link {answer.status}")
                        )
                        return b""
            except _AWAY:
                self.answers["nobody answered"] += 1
            await asyncio.sleep(0.5)

    async def state_now(self, task_id: str) -> str:
        """What the API tells of a task of any key; for the receiver, who asks at once."""
        for _ in range(20):
            entry = self.accepted.get(task_id)
            if entry is not None:
                path = f"/api/v1/statusTask/nano-banana?taskId={task_id}"
                status, envelope = await self.call("GET", path, entry.key)
                if status == 200:
                    return str(envelope["data"]["state"])
            await asyncio.sleep(0.2)
        return "unknown"


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "resultJson"} | {
        "path": data.get("resultJson", "").rpartition("/")[2]
    }
