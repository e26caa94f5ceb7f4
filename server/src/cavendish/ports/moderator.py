"""What a check of content offers. One file under adapters/moderation implements this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from cavendish.domain.moderation import Finding, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureToCheck:
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is to be checked."""

    stage: Stage
    prompt: str = ""
    """Empty when a result is checked: its prompt was checked before."""
    pictures: tuple[PictureToCheck, ...] = ()
    """The reference pictures as they go upstream, or the one finished picture."""


class Moderator(Protocol):
    async def review(self, content: Content) -> Finding | None:
        """The reason to refuse this, or None; asking again changes nothing.

        Raises ModerationUnavailableError when it cannot tell and the operator wants nothing made then.
        """
        ...

    async def close(self) -> None:
        """Let go of connections and threads; called once."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeratorPlugin:
    """What a moderation file registers, as a module constant named PLUGIN."""

    name: str
    rank: int
    """Lower ones are asked first; what they refuse never reaches the others."""
    why_off: Callable[[Mapping[str, str]], str | None]
    """What keeps it from being asked in this environment, and how to change that; None when it is on."""
    build: Callable[[Mapping[str, str]], Moderator]
    """Called in the worker, inside its event loop, when it is on. Raises SetupError."""
