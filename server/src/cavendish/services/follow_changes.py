"""Use case: tell whoever looks at everything that something has changed, at a bearable pace."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from enum import StrEnum
from typing import Final

_PACE_S: Final = 1.0
_MOST_NAMES: Final = 50


class Topic(StrEnum):
    TASKS = "tasks"
    KEYS = "keys"
    ROUTES = "routes"


class FollowChanges:
    """`note` is called for every change (from the database's notifications); followers get sums of them."""

    def __init__(self) -> None:
        self._followers: set[_Follower] = set()
        self._draining = asyncio.Event()

    def note(self, topic: Topic, name: str = "") -> None:
        """Something of this topic has changed; the name says what, if anything does."""
        for follower in self._followers:
            follower.note(topic, name)

    def passing(self, topic: Topic, then: Callable[[str], None] | None = None) -> Callable[[str], None]:
        """A listener that notes what it hears and hands it on to `then`."""

        def hear(name: str) -> None:
            if then is not None:
                then(name)
            self.note(topic, name)

        return hear

    def note_gap(self) -> None:
        """Changes may have been missed: everything may be other than it was."""
        for topic in Topic:
            self.note(topic)

    def drain(self) -> None:
        """The process is about to stop: nobody is told anything from now on."""
        self._draining.set()
        for follower in self._followers:
            follower.event.set()

    async def changes(self) -> AsyncGenerator[dict[Topic, list[str]], None]:
        """What changed since the last time, at most once a second, until a drain.

        At most 50 names a topic, the latest.
        """
        follower = _Follower()
        self._followers.add(follower)
        try:
            while not self._draining.is_set():
                await follower.event.wait()
                if self._draining.is_set():
                    return
                yield follower.take()
                await asyncio.sleep(_PACE_S)
        finally:
            self._followers.discard(follower)


class _Follower:
    def __init__(self) -> None:
        self.event = asyncio.Event()
        self._changed: dict[Topic, dict[str, None]] = {}

    def note(self, topic: Topic, name: str) -> None:
        names = self._changed.setdefault(topic, {})
        if name:
            names.pop(name, None)
            names[name] = None
            if len(names) > _MOST_NAMES:
                del names[next(iter(names))]
        self.event.set()

    def take(self) -> dict[Topic, list[str]]:
        changed = {topic: list(names) for topic, names in self._changed.items()}
        self._changed.clear()
        self.event.clear()
        return changed
