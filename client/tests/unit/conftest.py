"""Answers as the service gives them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from cavendish_client.http_exchange import Answer

AnswerMaker = Callable[..., Answer]


def answer(status: int = 200, data: Any = None, message: str = "success", **headers: str) -> Answer:
    body = json.dumps({"code": status, "message": message, "data": data}).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, headers=names, body=body)


@pytest.fixture(name="answer")
def answer_fixture() -> AnswerMaker:
    return answer


@pytest.fixture
def state_answer() -> AnswerMaker:
    def make(state: str, **fields: Any) -> Answer:
        times = (
            {"createTime": 1} if state in ("pending", "processing") else {"createTime": 1, "completeTime": 5}
        )
        if state == "success":
            fields = {"resultJson": json.dumps({"resultUrls": ["http://files.example/a.png"]}), **fields}
        return answer(data={"taskId": "task_1", "state": state, **times, **fields})

    return make


@pytest.fixture
def cavendish_root() -> Answer:
    return answer(data={"service": "Cavendish", "version": "0.1.0"})
