"""Word lists as bytes give back what was put in, in its order, for the very key."""

from array import array

import pytest

from cavendish_illustrator.vocabulary.entries import Entry
from cavendish_illustrator.vocabulary.lexicon import LexiconBuilder, make_entry
from cavendish_illustrator.vocabulary.packed_entries import PackedTable, packed

ENTRIES = (
    make_entry("subject", "bear", "de", "Bär", base="Bären"),
    make_entry("setting", "bar", "de", "bar"),
    make_entry("subject", "ice-cream", "de", "Eis am Stiel", base="Eis"),
    make_entry("pose", "painting", "de", "mal*"),
    make_entry("word", "stop", "de", "über"),
)


def test_every_field_comes_back() -> None:
    builder = LexiconBuilder("de")
    for entry in ENTRIES:
        builder.add(entry)
    lexicon = builder.lexicon()
    assert list(lexicon.exact.values()) == [entry for entry in ENTRIES if entry.topic != "pose"]
    assert list(lexicon.prefixed["mal"]) == [ENTRIES[3]]
    assert list(lexicon.stemmed.values()) == [entry for entry in ENTRIES if entry.stems]


def test_entries_of_one_key_keep_their_order() -> None:
    builder = LexiconBuilder("de")
    for entry in ENTRIES:
        builder.add(entry)
    assert builder.lexicon().exact["bar"] == ENTRIES[:2]
    assert builder.lexicon().exact["ba"] == ()


def test_words_of_one_hash_are_told_apart() -> None:
    block = b"".join(map(packed, ENTRIES[1:3]))
    same = hash("bar")
    table = PackedTable(
        block,
        array("q", [same, same]),
        array("q", [0, len(packed(ENTRIES[1]))]),
        lambda entry: entry.words[0],
    )
    assert table["bar"] == (ENTRIES[1],)


@pytest.mark.parametrize("has_accents", [True, False])
def test_marks_are_kept(has_accents: bool) -> None:
    entry = Entry("subject", "fox", "en", ("fox",), "fox", "", (), has_accents)
    builder = LexiconBuilder("en")
    builder.add(entry)
    assert builder.lexicon().exact["fox"] == (entry,)
