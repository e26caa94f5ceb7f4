"""A dictionary of several values a key, for tables in which nearly every key has one."""

from typing import Generic, TypeVar

Value = TypeVar("Value")


class Multimap(Generic[Value]):
    """Values by key, in the order in which they came. Values must not be tuples.

    A lone value stands for itself: a tuple around each would cost megabytes over the words of ten languages.
    """

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: dict[str, Value | tuple[Value, ...]] = {}

    def add(self, key: str, value: Value) -> None:
        self._kept[key] = (*self[key], value) if key in self._kept else value

    def __getitem__(self, key: str) -> tuple[Value, ...]:
        """All values of the key; empty for an unknown one."""
        found = self._kept.get(key, ())
        return found if isinstance(found, tuple) else (found,)
