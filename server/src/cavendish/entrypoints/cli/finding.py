"""What an examination finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; `cure` is set when something is wrong."""

    part: str
    says: str
    cure: str | None = None
