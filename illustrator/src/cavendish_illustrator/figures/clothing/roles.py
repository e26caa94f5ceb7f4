"""Who is drawn as a person: roles with their clothes, the poses there are, and whose head is whose."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from cavendish_illustrator.data_tables import read_table

TOPS = ("#d9534f", "#3f7fbf", "#4f9f6a", "#e0a030", "#8a5fb0", "#e07a9a", "#3a8f9a")
CHILDREN = frozenset({"girl", "boy", "child", "baby"})
_PLAIN = {
    "person": ("woman", "man"),
    "adult": ("woman", "man"),
    "child": ("girl", "boy"),
    "baby": ("baby",),
    "old-man": ("old-man",),
    "old-woman": ("old-woman",),
    "older-person": ("old-man", "old-woman"),
    "older-adult": ("old-man", "old-woman"),
    "woman": ("woman",),
    "man": ("man", "man-beard", "man"),
    "girl": ("girl",),
    "boy": ("boy",),
}
_OF_EITHER = ("man", "woman", "man-beard", "old-man")
_SUITED = {"astronaut": ("space-suit", "#e4e9ef")}
"""What animals wear of those who are drawn in one piece with their clothes."""
_NO_BUST = frozenset({"skeleton", "zombie", "alien", "astronaut", "robot", "mermaid", "baby"})


@cache
def tables() -> dict[str, dict[str, Any]]:
    """Poses and roles of `people.toml`, where they are explained."""
    return read_table("figures/clothing/people.toml")


def role_names() -> frozenset[str]:
    """Every person concept that is drawn with a body."""
    return frozenset(tables()["roles"]) | frozenset(_PLAIN)


def pose_names() -> frozenset[str]:
    return frozenset(tables()["poses"])


@cache
def role_row(name: str) -> Mapping[str, Any]:
    """What is said of a role; nothing for plain people."""
    row: dict[str, Any] = tables()["roles"].get(name, {})
    return role_row(row["same_as"]) if "same_as" in row else row


def head_of(role: str, gender: str | None, number: int) -> str:
    """The kind of head somebody has."""
    row = role_row(role)
    if "head" in row:
        usual = str(row["head"])
        return gender if gender and usual in _OF_EITHER else usual
    choices = _PLAIN.get(role, ("woman", "man"))
    return choices[number % len(choices)]


class SitterFacts(NamedTuple):
    """What a portrait needs of a role."""

    kind: str
    top: str
    hat: str
    is_bearded: bool
    beard: str | None
    """The `#rrggbb` of a beard that belongs to the role."""
    beard_kind: str
    cut: str
    hair_style: str | None


def sitter_facts(name: str, gender: str | None, variant: int) -> SitterFacts | None:
    """Who a role is as a bust; None for those who are not plain people."""
    if name not in role_names() or name in _NO_BUST:
        return None
    role = role_row(name)
    head = head_of(name, gender, variant)
    kind = "man" if head == "man-beard" else head
    if kind not in ("woman", "man", "girl", "boy", "old-man", "old-woman"):
        return None
    is_grown_man, own = kind in ("man", "old-man"), role.get("beard")
    return SitterFacts(
        kind=kind,
        top=str(role.get("top") or TOPS[variant % len(TOPS)]),
        hat=str(role.get("hat", "")),
        is_bearded=head == "man-beard" or (is_grown_man and own is not None),
        beard=own if is_grown_man else None,
        beard_kind=str(role.get("beard_kind", "full")),
        cut=str(role.get("cut", "")),
        hair_style=role.get("hair_style"),
    )


def outfit(name: str) -> tuple[str, str] | None:
    """Cut and colour of what a role wears, for an animal dressed as one; None where it has no clothes."""
    role = role_row(name)
    return (str(role.get("cut", "trousers")), str(role["top"])) if "top" in role else _SUITED.get(name)


def role_hat(name: str) -> str:
    """The hat that belongs to a role; empty where it has none."""
    return str(role_row(name).get("hat", ""))
