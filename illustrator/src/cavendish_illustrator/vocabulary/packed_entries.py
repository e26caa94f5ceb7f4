"""A word list as one block of bytes: what is read of it is made anew.

The 175,000 phrases of ten languages take 14 MB so; as objects they took 66, most of them never looked at.
"""

import functools
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import numpy as np

from cavendish_illustrator.vocabulary.entries import Entry

_FEW: Final = 256
"""Words whose entries are kept as objects: a text says `the` and `with` again and again."""
_FIELD_END: Final = "\t"
_ENTRY_END: Final = b"\n"
_AS_WORDS: Final = "="


KeyOf: TypeAlias = Callable[[Entry], str]


class PackedTable:
    """Entries of a block by a key; several may share one."""

    __slots__ = ("_block", "_hashes", "_key_of", "_starts")

    def __init__(self, block: bytes, hashes: "array[int]", starts: "array[int]", key_of: KeyOf) -> None:
        """`starts` are the places of entries in the block, by the hashes of their keys, which are sorted."""
        self._block = block
        self._hashes = hashes
        self._starts = starts
        self._key_of = key_of

    def __getitem__(self, key: str) -> tuple[Entry, ...]:
        """All entries of the key in the order in which they came; empty for an unknown one."""
        key_hash = hash(key)
        first = bisect_left(self._hashes, key_hash)
        if first == len(self._hashes) or self._hashes[first] != key_hash:
            return ()
        return _entries_of(self, key, first)

    def values(self) -> Iterator[Entry]:
        """All of them in the order in which they came."""
        yield from map(self._read_at, sorted(self._starts))

    def read(self, key: str, first: int) -> tuple[Entry, ...]:
        """The entries of a key, whose hash is at that place of the sorted ones."""
        last = bisect_right(self._hashes, self._hashes[first], first)
        entries = [self._read_at(start) for start in self._starts[first:last]]
        return tuple([entry for entry in entries if self._key_of(entry) == key])

    def _read_at(self, start: int) -> Entry:
        return _unpacked(self._block[start : self._block.index(_ENTRY_END, start)])


class TableBuilder:
    """Takes the keys of entries that are written to a block."""

    def __init__(self, key_of: KeyOf) -> None:
        self._key_of = key_of
        self._hashes = array("q")
        self._starts = array("q")

    def add(self, entry: Entry, start: int) -> str:
        """Note an entry that stands at `start` of the block; returns its key."""
        key = self._key_of(entry)
        self._hashes.append(hash(key))
        self._starts.append(start)
        return key

    def table(self, block: bytes) -> PackedTable:
        hashes = np.frombuffer(self._hashes, np.int64)
        order = hashes.argsort(kind="stable")
        starts = np.frombuffer(self._starts, np.int64)[order]
        return PackedTable(
            block, array("q", hashes[order].tobytes()), array("q", starts.tobytes()), self._key_of
        )


@functools.lru_cache(maxsize=_FEW)
def _entries_of(table: PackedTable, key: str, first: int) -> tuple[Entry, ...]:
    return table.read(key, first)


def packed(entry: Entry) -> bytes:
    """An entry as it stands in a block."""
    stems = _AS_WORDS if entry.stems == entry.words else " ".join(entry.stems)
    fields = (
        entry.topic,
        entry.value,
        entry.language,
        " ".join(entry.words),
        entry.raw_first,
        entry.base,
        stems,
        "1" if entry.has_accents else "",
    )
    return _FIELD_END.join(fields).encode() + _ENTRY_END


def _unpacked(block: bytes) -> Entry:
    topic, value, language, words, raw_first, base, stems, has_accents = block.decode().split(_FIELD_END)
    parts = tuple(words.split(" "))
    return Entry(
        topic,
        value,
        language,
        parts,
        raw_first,
        base,
        parts if stems == _AS_WORDS else tuple(stems.split()),
        bool(has_accents),
    )
