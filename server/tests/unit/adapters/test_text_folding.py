"""What a text is read as, whatever it is written with."""

import pytest

from cavendish.adapters.prompt_rules.text_folding import fold, read_words


def readings(text: str, *known: str) -> list[tuple[str, ...]]:
    def find_known(letters: str) -> list[str]:
        return [word for word in known if word in letters]

    return [word.readings for word in read_words(text, find_known=find_known)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Fox", "fox"),
        ("Żółć", "zolc"),
        ("Straße", "strasse"),
        ("ｆｏｘ", "fox"),
        ("𝖋𝖔𝖝", "fox"),
        ("ⓕⓞⓧ", "fox"),
        ("🅵🅾🆇", "fox"),
        ("🇫🇴🇽", "fox"),
        ("f\u200bo\u200d\u00adx", "fox"),
        ("f\u0301o\u0336x\u0489", "fox"),
        ("fох", "fox"),
        ("ƒοχ", "fox"),
        ("\u3164fox", "fox"),
        ("ꞓꓳꓪ", "cow"),
        ("ᏟᎪᏢ", "cap"),
        ("ⲥⲟw", "cow"),
        ("ϲow", "cow"),
        ("ʞɨɫn", "kiln"),
        ("f&#111;x", "fox"),
        ("狐", "狐"),
    ],
)
def test_letters_are_read_as_what_they_look_like(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "read"), [("b4n4n4", "banana"), ("f1g", "fig"), ("p1um", "plum"), ("le@f", "leaf")]
)
def test_digits_and_signs_inside_a_word_are_letters(written: str, read: str) -> None:
    assert read in readings(written)[0]


def test_numbers_and_plain_words_have_one_reading() -> None:
    assert readings("1984 oaks") == [("1984",), ("oaks",)]


def test_words_beside_a_sign_are_seen_too() -> None:
    (word,) = readings("cake@home")
    assert {"cakeahome", "cake", "home"} <= set(word)


def test_stretched_words_are_read_short_and_with_double_letters() -> None:
    assert set(readings("foooox")[0]) >= {"fox", "foox"}
    assert readings("moon") == [("moon",)]


@pytest.mark.parametrize("written", ["f o x", "f.o.x", "f-o-x", "f_o_x", "f 0 x", "f  o  x"])
def test_spelled_out_words_are_read_whole(written: str) -> None:
    assert readings(written, "fox") == [("fox",)]


@pytest.mark.parametrize("written", ["f|o|x", "f+o+x", "f!o!x"])
def test_letters_with_signs_between_them_are_read_whole(written: str) -> None:
    assert "fox" in readings(written)[0]


@pytest.mark.parametrize(
    ("written", "read"), [("1i|y", "lily"), ("p1|l", "pill"), ("v1!l4", "villa"), ("f1|1|!ng", "f1|1|!ng")]
)
def test_signs_that_may_be_i_or_l_are_read_in_every_way_while_they_are_few(written: str, read: str) -> None:
    assert read in readings(written)[0]
    assert len(readings(written)[0]) < 40


def test_what_is_turned_round_to_be_read_from_right_to_left_is_read_so() -> None:
    assert ("fox",) in readings("a \u202exof\u202c in the wood")
    assert ("fox",) in readings("a \u2067xof\u2069")


def test_invisible_tag_letters_are_read_after_what_is_seen() -> None:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in "fox")
    assert readings(f"a cat{tags}") == [("a",), ("cat",), ("fox",)]
    assert readings("le\U000e0061f") == [("leaf"[:2] + "f",), ("a",)]


def test_two_single_letters_are_no_spelling() -> None:
    assert readings("a b fox") == [("a",), ("b",), ("fox",)]
    assert readings("1 2 3 4") == [("1",), ("2",), ("3",), ("4",)]


def test_spelled_out_letters_without_a_known_word_stay() -> None:
    assert readings("x y z") == [("xyz",)]
