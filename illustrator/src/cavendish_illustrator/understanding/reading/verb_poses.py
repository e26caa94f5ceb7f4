"""The poses that verbs give to whoever they are about."""

import functools
from collections.abc import Mapping
from typing import Final

from cavendish_illustrator.vocabulary.lexicon import language_lexicon, read_topic

POSES_TOGETHER: Final = frozenset({"holding_hands", "hugging", "kissing", "dancing"})
WEAK_POSES: Final = frozenset({"walking", "standing", "sitting"})
"""What somebody is also doing who holds a hand."""


_LYING: Final = frozenset({"sleeping"})
"""How somebody is drawn who lies."""
_OPEN_EYED: Final = frozenset({"wondering_at", "reading", "eating", "drinking", "watching_tv", "telling"})
"""What nobody does who sleeps: `leží a dívá se na ptáčky`."""
OF_THE_LIVING: Final = frozenset(
    {
        "reading", "eating", "drinking", "playing", "sleeping", "singing", "dancing", "hugging", "kissing",
        "fishing", "cooking", "baking", "knitting", "sewing", "petting", "feeding", "brushing_teeth",
        "waving", "watching_tv", "yawning", "praying", "typing", "writing", "giving", "thinking",
        "photographing",
    }
)  # fmt: skip
"""What no thing does, whatever stands right before the verb."""


def held_pose(verb: str) -> str | None:
    """The pose of somebody who reads, eats, drinks or plays the thing held."""
    for pose, table in read_topic("held_poses").items():
        if verb.startswith(tuple(table["words"].split())):
            return pose
    return None


def deed_pose(verb: str) -> str | None:
    """The pose of somebody who hugs, fights or chases the other."""
    for pose, table in read_topic("deeds").items():
        if verb.startswith(tuple(table["words"].split())):
            return pose
    return None


def body_place(word: str) -> str | None:
    """Where on a body a word means: the names of perches; None for all that nothing sits on."""
    for place, table in read_topic("perches").items():
        if word.startswith(tuple(table["words"].split())):
            return place
    return None


def object_relation(pose: str) -> str | None:
    """The relation of a doing to its object: what is knitted is held, what is watered stands by."""
    for relation, table in read_topic("doing_objects").items():
        if pose in table["words"].split():
            return relation
    return None


@functools.cache
def doing_names() -> frozenset[str]:
    """What is more than a pose: it has a tool, or something that stands by."""
    known = {*read_topic("doings"), *read_topic("doings_further")}
    return frozenset(known) - read_topic("poses").keys()


@functools.cache
def weak_poses(pose: str) -> frozenset[str]:
    """The poses that give way to this one: who sits and knits is knitting."""
    is_doing = pose in POSES_TOGETHER or pose in doing_names()
    return (WEAK_POSES if is_doing else frozenset()) | (_LYING if pose in _OPEN_EYED else frozenset())


def pose_of(verb: str, language: str) -> str | None:
    """The pose that a single verb names, folded."""
    return _poses(language).get(verb)


@functools.cache
def _poses(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for entry in language_lexicon(language).exact.values():
        if entry.topic == "pose" and len(entry.words) == 1:
            found.setdefault(entry.words[0], entry.value)
    return found
