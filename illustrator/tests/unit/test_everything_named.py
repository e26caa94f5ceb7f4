"""What a prompt names is in the picture: every thing of a list, several where several are named."""

import numpy as np
import pytest

from cavendish_illustrator.design_parts.card_words import card_title
from cavendish_illustrator.designs.poster import draw_poster
from cavendish_illustrator.staging.clusters import clustered, row_lengths
from cavendish_illustrator.staging.emblem_parts import subject_cutouts
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("sticker of a hedgehog with a cup of tea", {"hedgehog", "hot-beverage"}),
        ("Aufkleber Waschbär mit Pizza", {"raccoon", "pizza"}),
        ("wzór z marchewkami, królikami i stokrotkami", {"carrot", "rabbit", "daisy"}),
        ("sticker of three cupcakes", {"cupcake"}),
    ],
)
def test_a_topic_swallows_no_thing_of_a_list(prompt: str, concepts: set[str]) -> None:
    assert {one.concept for one in parse_prompt(prompt).subjects} == concepts


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("tarjeta de agradecimiento con girasoles", "Gracias"),
        ("carte de remerciement avec des tournesols", "Merci"),
        ("děkovné přání s jablkem", "Děkuji"),
        ("podziękowanie dla gości weselnych, kartka z lawendą", "Dziękuję"),
        ("beterschapskaart met een beer", "Beterschap"),
        ("Save-the-Date-Karte mit Lavendel", "Save the Date"),
        ("retirement card with a fishing rod", "Happy retirement!"),
        ("sympathy card with lilies", "With sympathy"),
    ],
)
def test_a_card_says_its_occasion(prompt: str, words: str) -> None:
    assert card_title(parse_prompt(prompt)) == words


def test_rows_are_longest_in_front() -> None:
    assert [row_lengths(count) for count in (2, 3, 5, 8)] == [(2,), (1, 2), (2, 3), (2, 3, 3)]
    assert row_lengths(3, 3) == (3,)


def test_slim_things_stand_in_a_fan() -> None:
    pencil = np.ones((100, 20, 4), np.float32)
    fan = clustered([pencil] * 3, are_alive=False)
    assert fan.shape[1] > 2 * 20 + 20
    assert fan[..., 3].sum() > 2 * pencil[..., 3].sum()


def test_three_cupcakes_are_three() -> None:
    spec = parse_prompt("sticker of three cupcakes")
    ((several,), names, _) = subject_cutouts(spec, 100, 0, wants_face=False, has_groups=True)
    ((single,), _, _) = subject_cutouts(spec, 100, 0, wants_face=False)
    assert names == ["cupcake"] * 3
    assert several.shape[1] / several.shape[0] > 1.1 * single.shape[1] / single.shape[0]


def test_a_poster_shows_all_five_things_it_names() -> None:
    spec = parse_prompt('poster "Farmers Market" with tomatoes, carrots, eggs and honey')
    placed = draw_poster(spec, (256, 256), 0).placed
    assert {name: placed.count(name) for name in placed} == {
        "tomato": 3,
        "carrot": 3,
        "egg": 3,
        "honey-pot": 1,
    }
