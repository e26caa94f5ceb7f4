"""Policies and what they match; words of no offence stand for those of the packaged file."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cavendish.adapters.prompt_rules.rule_file import load_policy, parse_policy
from cavendish.adapters.prompt_rules.rule_matching import RuleMatcher
from cavendish.domain.errors import SetupError

POLICY = """
innocent = ["red panda*", "sea salt"]
[words]
colour = ["red", "blue*", "very green"]
animal = ["fox", "foxes", "panda*", "<1-3> year old foal", "<1-3>yo"]
place = ["sea", "forest"]
calm = ["painting*"]
[[rules]]
name = "salt"
category = "food"
all = ["place"]
unless = ["calm"]
[[rules]]
name = "coloured-animals"
category = "odd"
all = ["colour", "animal"]
within = 5
"""
MATCHER = RuleMatcher(parse_policy(POLICY, where="the test"))
PACKAGED = RuleMatcher(load_policy(None))


def broken(text: str) -> str | None:
    found = MATCHER.find_broken(text)
    return found.rule.name if found else None


@pytest.mark.parametrize(
    "text",
    ["a red fox", "foxes, all red", "bluest panda", "very green fox", "red 2 year old foal", "blue 3yo",
     "redfoxes", "r e d f o x", "r3d f0x", "RED\u200b FÓX", "rеd fох", "reeeed fox"],
)  # fmt: skip
def test_groups_near_one_another_break_a_rule(text: str) -> None:
    assert broken(text) == "coloured-animals"


@pytest.mark.parametrize(
    "text",
    ["a red rose", "a fox", "redder fox", "very nice green fox", "red 4 year old foal", "blue 0yo",
     "a red panda", "two Red Pandas", "therefore, foxglove", "red a b fox" + "es" * 3],
)  # fmt: skip
def test_what_only_looks_alike_passes(text: str) -> None:
    assert broken(text) is None


def test_the_stretch_of_words_has_an_end() -> None:
    assert broken("red one two three fox") == "coloured-animals"
    assert broken("red one two three four fox") is None
    assert broken("red one two three four fox red") == "coloured-animals"


def test_an_innocent_phrase_hides_only_itself() -> None:
    assert broken("sea salt") is None
    assert broken("sea salt by the sea") == "salt"
    assert broken("a red panda and a red fox") == "coloured-animals"


def test_words_that_clear_must_stand_near() -> None:
    assert broken("a painting of the sea") is None
    assert broken("the sea " + "and " * 20 + "painting") == "salt"
    assert broken("the sea " + "and " * 20 + "painting of the sea") == "salt"


def test_the_finding_names_words_for_who_tries_a_prompt_out() -> None:
    found = MATCHER.find_broken("some r3d FOX")
    assert found is not None
    assert set(found.words) == {"r3d", "fox"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("words = 7", "Expected `object`"),
        ("not toml", "the test"),
        ('words.a = ["b"]\nrules = [{name = "n", category = "c", all = ["z"]}]', "no group 'z'"),
        ('words.a = ["b"]\nrules = [{name = "n", category = "c", all = []}]', "length >= 1"),
        ('words.a = ["b*"]\nrules = []', "'b[*]' is no word"),
        ('words.a = ["(b)"]\nrules = []', "is no word"),
        ('words.a = [""]\nrules = []', "is no word"),
        ("words.a = []\nrules = []\nextra = 1", "unknown field"),
    ],
)
def test_a_broken_policy_says_what_is_wrong_and_where(text: str, fault: str) -> None:
    with pytest.raises(SetupError, match=fault):
        parse_policy(text, where="the test")


@pytest.mark.parametrize(
    "unit",
    ["a ", "a", "child ", "remove her ", "nude colour ", "a!$a@", "a\u0301\u0301", "1a1a ", "привет ", "a.b ",
     "🅵", "<1-17> "],
)  # fmt: skip
def test_four_times_the_text_takes_about_four_times_as_long(unit: str) -> None:
    """A rule that looks back over all it has read would take sixteen times as long."""

    def cpu_s(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        started = time.process_time()
        PACKAGED.find_broken(text)
        return time.process_time() - started

    whole, quarter = (min(cpu_s(length) for _ in range(3)) for length in (20_000, 5_000))
    assert whole < 9 * quarter


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    MATCHER.find_broken(text)


@given(st.text(alphabet=st.sampled_from("ab dęж0@. "), max_size=40))
def test_padding_never_hides_a_broken_rule(padding: str) -> None:
    assert broken(f"{padding}, red fox") == "coloured-animals"
