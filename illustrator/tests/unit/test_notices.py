"""Signs and notices are printed boards, not small signs in a scene."""

import numpy as np
import pytest

from cavendish_illustrator.drawing import draw_spec
from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "heading", "shown"),
    [
        ("garage sale sign with an orange arrow pointing left", "Garage sale", ["arrow-sign"]),
        ("no parking sign, red circle with a crossed-out car", "No parking", ["automobile"]),
        ("no dogs allowed sign", "No dogs", ["dog"]),
        ('tabliczka "Uwaga, zły pies" z głową wilczura', "Uwaga, zły pies", ["german-shepherd"]),
        ('Schild "Zu vermieten" mit roter Schrift auf gelbem Grund', "Zu vermieten", []),
        ("cartel de se vende con una flecha roja hacia la derecha", "Se vende", ["arrow-sign"]),
        ("panneau interdiction de fumer", "Défense de fumer", ["cigarette"]),
        ("cartello vietato calpestare il prato", "Vietato calpestare il prato", ["footprints"]),
        ("bordje verboden toegang", "Verboden toegang", []),
        ('табличка "Не курити"', "Не курити", ["cigarette"]),
        ("moving sale sign with a green arrow pointing right", "Moving sale", ["arrow-sign"]),
        ("slow down sign, a duck family crossing", "Slow down", ["duck"]),
        ("cedule na prodej", "Na prodej", []),
        ("lost cat poster, grey cat with green eyes, phone 555-0134", "Lost cat", ["cat"]),
        ("ulotka zaginął pies, beagle, tel. 600 700 800", "Zaginął pies", ["beagle"]),
    ],
)
def test_a_sign_is_the_whole_picture(prompt: str, heading: str, shown: list[str]) -> None:
    spec = parse_prompt(prompt)
    assert (spec.kind, spec.title) == (Kind.NOTICE, heading)
    assert [one.concept for one in spec.subjects] == shown


@pytest.mark.parametrize(
    "prompt",
    [
        "a man holding a sign that says Free hugs",
        "a neon sign saying OPEN above a diner at night",
        "wooden sign in the forest pointing to the lake",
        "a woman practising sign language",
    ],
)
def test_a_sign_in_a_scene_stays_there(prompt: str) -> None:
    assert parse_prompt(prompt).kind is not Kind.NOTICE


def test_telephone_numbers_are_written_and_letters_have_their_colour() -> None:
    assert parse_prompt("lost dog flyer, phone 555-0134").lines == ("555-0134",)
    assert parse_prompt('Schild "Zu vermieten" mit roter Schrift auf gelbem Grund').ink == "#e02b2b"


@pytest.mark.parametrize("side", ["left", "right"])
def test_an_arrow_points_where_it_was_asked_to(side: str) -> None:
    spec = parse_prompt(f"garage sale sign with a blue arrow pointing {side}, white background")
    pixels = np.asarray(draw_spec(spec, size=(256, 256)).image.convert("RGB"), np.float32)
    columns = ((pixels[..., 2] - pixels[..., 0]) > 90).sum(0)
    seen = np.flatnonzero(columns)
    near_left, near_right = (int(columns[seen[int(len(seen) * share)]]) for share in (0.35, 0.65))
    assert (near_left > near_right) == (side == "left")
