"""Identifiers, one type each, so that the type checker rejects a mix-up."""

import re
from os import urandom
from typing import Final, NewType

TaskId = NewType("TaskId", str)
"""`task_` and 32 hexadecimal digits; sorts by creation time."""
ApiKeyId = NewType("ApiKeyId", int)
AttemptId = NewType("AttemptId", int)
DeliveryId = NewType("DeliveryId", str)
AssetToken = NewType("AssetToken", str)
"""Names a stored picture in its public link: 32 hexadecimal digits, 128 random bits."""

_TASK_ID: Final = re.compile(r"task_[0-9a-f]{32}", re.ASCII)
_RANDOM_BITS: Final = 80


def new_task_id(now_ms: int) -> TaskId:
    """A fresh id: 48 bits of time, so that the primary key grows at its right edge, and 80 random bits."""
    return TaskId(f"task_{now_ms:012x}{urandom(_RANDOM_BITS // 8).hex()}")


def first_task_id(at_ms: int) -> TaskId:
    """Below every id made at this time or later, and above every earlier one: for ranges of time."""
    return TaskId(f"task_{max(0, at_ms) << _RANDOM_BITS:032x}")


def find_task_id(text: str) -> TaskId | None:
    """The id that `text` spells, or None when it is of another form (which reads as "no such task")."""
    return TaskId(text) if _TASK_ID.fullmatch(text) else None


def new_asset_token() -> AssetToken:
    """An unguessable name for one stored picture."""
    return AssetToken(urandom(16).hex())
