"""What was understood, drawn and left out of one picture: the honest answer to "why did I get this?"."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True, kw_only=True)
class Report:
    """Everything in it is JSON-able."""

    prompt: str
    kind: str
    style: str
    setting: str
    time_of_day: str
    understood: list[str] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
