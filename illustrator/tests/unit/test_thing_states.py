"""What has become of a thing, and what it lies on: read from the words, and seen in its drawing."""

import pytest

from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.picture_spec import Kind, Subject
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "concept", "state"),
    [
        ("a stack of seven pancakes", "pancakes", "stacked"),
        ("five macarons stacked on a pink plate", "macarons", "stacked"),
        ("ein Stapel Kartons", "cardboard-box", "stacked"),
        ("a plate with half an apple", "red-apple", "halved"),
        ("nadgryzione jabłko", "red-apple", "bitten"),
        ("a melting candle", "candle", "melting"),
        ("tazza scheggiata", "hot-beverage", "cracked"),
        ("vintage microphone wrapped in ivy", "microphone", "overgrown"),
        ("a wooden box tied with a ribbon", "package", "tied"),
    ],
)
def test_a_thing_has_the_state_that_is_said_of_it(prompt: str, concept: str, state: str) -> None:
    states = {one.concept: one.state for one in parse_prompt(prompt).subjects}
    assert states[concept] == state


def test_nobody_is_cut_in_half() -> None:
    assert all(one.state is None for one in parse_prompt("a half elf with a lantern").subjects)


@pytest.mark.parametrize(
    "state", ["halved", "bitten", "melting", "steaming", "splashing", "cracked", "tied", "overgrown"]
)
def test_a_state_changes_the_drawing(state: str) -> None:
    plain = build_figure(Cast(subject=Subject(concept="amphora", word="vase")))
    changed = build_figure(Cast(subject=Subject(concept="amphora", word="vase", state=state)))
    assert plain is not None
    assert changed is not None
    assert changed.markup != plain.markup


def test_a_stack_is_as_tall_as_it_has_layers() -> None:
    def aspect(count: int) -> float:
        stack = build_figure(
            Cast(subject=Subject(concept="pancakes", word="pancakes", count=count, state="stacked"))
        )
        assert stack is not None
        return stack.aspect

    assert aspect(7) < aspect(4)


@pytest.mark.parametrize(
    ("prompt", "surface"),
    [
        ("three figs on a linen tablecloth", "linen"),
        ("a red teapot on a checkered tablecloth", "checked"),
        ("breakfast with churros, mesa de mármol", "marble"),
        ("a croissant on a folded newspaper", "newspaper"),
    ],
)
def test_a_still_life_lies_on_the_surface_that_is_named(prompt: str, surface: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.kind, spec.surface) == (Kind.SCENE, surface)


@pytest.mark.parametrize(
    "prompt", ["a fox on the grass", "a castle on a stone cliff", "shirts on a clothesline"]
)
def test_what_fits_on_no_table_lies_on_no_surface(prompt: str) -> None:
    assert not parse_prompt(prompt).surface
