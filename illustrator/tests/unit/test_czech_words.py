"""Czech plurals after prepositions and those longer than their singulars; words that are two."""

import pytest

from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "concept", "is_many"),
    [
        ("lidé s deštníky", "umbrella", True),
        ("dívka s červenými balónky", "balloon", True),
        ("strom s ptáky", "bird", True),
        ("kůň za ploty", "fence", True),
        ("žena s kočkou", "cat", False),
        ("pes na židli", "chair", False),
        ("kočka u školy", "cat", False),
        ("kluk se psem", "dog", False),
        ("kotě", "cat", False),
        ("koťata", "cat", True),
        ("husa s housaty", "duckling", True),
        ("štěňátka v košíku", "dog", True),
        ("hoši hrají fotbal", "boy", True),
    ],
)
def test_one_and_several_are_told_apart(prompt: str, concept: str, is_many: bool) -> None:
    counts = [one.count for one in parse_prompt(prompt).subjects if one.concept == concept]
    assert counts
    assert (counts[-1] > 1) is is_many


def test_between_is_no_misspelt_man() -> None:
    assert [one.concept for one in parse_prompt("lampa mezi domy").subjects] == ["lamp", "house"]


@pytest.mark.parametrize(
    ("prompt", "place"),
    [("malý chlapec pouští papírovou lodičku po potoce", "stream"), ("velbloud jde pouští", "desert")],
)
def test_who_lets_go_is_in_no_desert(prompt: str, place: str) -> None:
    assert parse_prompt(prompt).settings[0] == place
