"""Common words of ten languages that no earlier list had, and things that are passed by."""

import pytest

from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("a slice of watermelon on a blue table", "watermelon"),
        ("a can of beans and a sticky note", "paper-note"),
        ("siano i świece w stodole", "hay_bale"),
        ("Logo mit Waben, Gold", "honeycomb-frame"),
        ("una lancha con turistas", "speedboat"),
        ("deux enfants avec des draps", "blanket"),
        ("piatti blu su un tavolo con frutta", "red-apple"),
        ("um vaga-lume num frasco de vidro", "fireflies"),
        ("een glazen potje met vuurvliegjes", "fireflies"),
        ("світлячки у банці", "fireflies"),
        ("jeskynní badatel s čelovkou", "headlamp"),
    ],
)
def test_a_common_word_names_its_thing(prompt: str, concept: str) -> None:
    assert concept in {one.concept for one in parse_prompt(prompt).subjects}


@pytest.mark.parametrize(
    ("prompt", "pose"),
    [
        ("ein Hase malt Eier", "painting"),
        ("un chat qui peint", "painting"),
        ("een kat die schildert", "painting"),
    ],
)
def test_a_finite_verb_is_a_doing(prompt: str, pose: str) -> None:
    assert parse_prompt(prompt).subjects[0].pose == pose


def test_what_is_not_drawn_keeps_its_colour_and_is_not_reported() -> None:
    spec = parse_prompt("a black cat beside a yellow wall")
    assert spec.subjects[0].color != "#f4c726"
    assert spec.not_understood == ()


def test_what_a_picture_is_without_includes_its_ground() -> None:
    assert parse_prompt("a fox without background").is_transparent
