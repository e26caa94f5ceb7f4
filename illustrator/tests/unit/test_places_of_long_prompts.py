"""What long prompts say of places, audiences, roofs and skies."""

import numpy as np

from cavendish_illustrator.drawing import draw_spec
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import TimeOfDay
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.understanding import parse_prompt


def concepts(prompt: str) -> list[str]:
    return [one.concept for one in parse_prompt(prompt).subjects]


def test_children_a_scene_is_for_are_not_in_it() -> None:
    assert concepts("a farm scene for toddlers with a cow") == ["cow"]
    assert "child" in concepts("children with a cow on a farm")


def test_a_house_with_a_red_roof_is_not_seen_from_the_roof() -> None:
    spec = parse_prompt("ліворуч будинок з червоним дахом, вгорі сонце і дві хмари")
    assert "rooftop" not in spec.settings
    assert "meadow" in spec.settings


def test_a_cat_on_a_roof_stays_there() -> None:
    assert parse_prompt("a cat on the roof at night").settings[0] == "rooftop"


def test_birds_in_the_sky_spread_their_wings() -> None:
    vultures = parse_prompt("a desert with vultures in the sky").subjects[0]
    assert (vultures.concept, vultures.pose) == ("eagle", "flying")
    assert concepts("a vulture on a rock")[0] == "vulture"


def test_a_corner_is_a_place() -> None:
    spec = parse_prompt("underwater, an octopus hiding in the right corner and a shark in the distance")
    spots = {one.concept: one.spot for one in spec.subjects}
    assert spots["octopus"] is not None
    assert spots["octopus"].across == "right"
    assert spec.relations == ()


def test_a_mere_prop_is_left_to_the_subject_of_its_name() -> None:
    for asked, is_drawn in ((frozenset(), True), (frozenset({"barn"}), False)):
        canvas = Canvas((96, 96), TimeOfDay.DAY, 1)
        canvas.asked = frozenset(asked)
        put(canvas, "barn", (48, 80), 40)
        assert bool(np.any(canvas.img)) is is_drawn


def test_who_recurs_in_a_story_looks_the_same_in_each_panel() -> None:
    spec = parse_prompt("comic strip: a boy and a dog, the dog runs to the boy, the boy hugs a girl")
    looks = {
        role.cast.variant
        for panel in spec.panels
        for role in cast_roles(panel, 4, is_joining=False).roles
        if role.cast.subject.concept == "boy"
    }
    assert len(spec.panels) == 3
    assert len(looks) == 1


def test_a_card_has_its_second_text_at_the_foot() -> None:
    one = draw_spec(parse_prompt('an invitation with a unicorn, text "Mia turns 6"'), size=(256, 256))
    two = draw_spec(
        parse_prompt('an invitation with a unicorn, text "Mia turns 6" and "At 3 pm"'), size=(256, 256)
    )
    rows = np.abs(np.asarray(one.image, int) - np.asarray(two.image, int)).max((1, 2))
    assert rows[225:].max() > 90
    assert rows[:60].max() == 0
