"""What a prompt names is in the picture: every thing of a list, several where several are named."""

import numpy as np
import pytest

from cavendish_illustrator.design_parts.card_words import card_title
from cavendish_illustrator.designs.poster import draw_poster
from cavendish_illustrator.figures.hands.vessels import PLATE, Helping, filled
from cavendish_illustrator.picture_spec import RelationKind, Subject
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.clusters import clustered, row_lengths
from cavendish_illustrator.staging.emblem_parts import subject_cutouts
from cavendish_illustrator.staging.figure_builder import figure_for
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.design_words.shouted_text import find_shouted


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


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("a fat cat on a sofa", "cat"),
        ("gruby rudy kot śpi na parapecie", "cat"),
        ("un gros chat roux", "cat"),
        ("ein dicker Mops mit Fliege", "pug"),
        ("товстий рудий кіт", "cat"),
        ("a fat baker", "chef"),
    ],
)
def test_who_is_fat_is_wider(prompt: str, concept: str) -> None:
    subject = parse_prompt(prompt).subjects[0]
    assert (subject.concept, subject.state) == (concept, "stout")
    stout = figure_for(Subject(concept=concept, word="", state="stout"), 0)
    plain = figure_for(Subject(concept=concept, word=""), 0)
    assert stout is not None
    assert plain is not None
    assert stout.aspect > 1.3 * plain.aspect


def test_a_thick_book_is_no_fat_animal() -> None:
    assert parse_prompt("ein dickes Buch").subjects[0].state is None


@pytest.mark.parametrize(
    "prompt",
    [
        "un gatto grasso con papillon e cilindro",
        "un gros chat roux avec un nœud papillon",
        "een dikke kat met een strikje",
        "товстий кіт з метеликом на шиї",
    ],
)
def test_an_animal_wears_its_bow_tie(prompt: str) -> None:
    spec = parse_prompt(prompt)
    worn = [r for r in spec.relations if r.kind is RelationKind.WEARING]
    assert "bow-tie" in {spec.subjects[r.target].concept for r in worn}


@pytest.mark.parametrize(
    ("prompt", "content"),
    [
        (
            "talerz pierogów ze śmietaną i cebulką na stole",
            [("whipped-cream", 1), ("onion", 1)],
        ),
        ("cesta llena de naranjas y limones en una silla", [("tangerine", 3), ("lemon", 3)]),
        ("a bowl of oranges, apples and bananas", [("tangerine", 3), ("red-apple", 3), ("banana", 3)]),
        ("a plate of cookies and a glass of milk", [("cookie", 3)]),
    ],
)
def test_all_that_was_named_lies_in_the_vessel(prompt: str, content: list[tuple[str, int]]) -> None:
    role = next(role for role in cast_roles(parse_prompt(prompt), 0).roles if role.cast.content)
    inside = [one for one in (role.cast.content, *role.cast.more_content) if one is not None]
    assert [(one.concept, one.count) for one in inside] == content


def test_a_helping_is_larger_than_one_dumpling() -> None:
    helping = filled(PLATE, "dumpling", None, None, count=6)
    with_cream = filled(
        PLATE, "dumpling", None, None, count=6, helping=Helping(more=(("whipped-cream", None),))
    )
    assert helping is not None
    assert with_cream is not None
    assert helping.markup.count("<svg") + helping.markup.count("<g") < (
        with_cream.markup.count("<svg") + with_cream.markup.count("<g")
    )


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ('SUMMER SALE banner with the text "50% OFF", sunglasses', "SUMMER SALE"),
        ("Banner GROSSER FLOHMARKT mit Lampen", "GROSSER FLOHMARKT"),
        ("faixa LIQUIDAÇÃO DE VERÃO com chinelos", "LIQUIDAÇÃO DE VERÃO"),
        ("банер ЛІТНІЙ РОЗПРОДАЖ з окулярами", "ЛІТНІЙ РОЗПРОДАЖ"),
        ("LOGO for a bakery", ""),
        ("poster for DJ night", ""),
        ("A BIG POSTER OF A CAT", ""),
    ],
)
def test_words_in_capitals_are_written(prompt: str, words: str) -> None:
    assert find_shouted(prompt) == words
    assert parse_prompt(prompt).texts[:1] == ((words,) if words else ())


def test_a_carousel_is_one_on_a_poster_and_a_fair_in_a_scene() -> None:
    poster = parse_prompt("poster for a spring fair with balloons and a carousel")
    assert [one.concept for one in poster.subjects] == ["balloon", "carousel"]
    assert parse_prompt("a carousel at night").settings == ("amusement_park",)


@pytest.mark.parametrize(
    ("prompt", "relation"),
    [
        ("little girl with yellow boots, a red umbrella and a duck", ("girl", "holding", "umbrella")),
        ("an old sailor with a pipe, a parrot and a lantern", ("old-man", "holding", "lantern")),
        ("an old sailor with a pipe, a parrot and a lantern", ("parrot", "on", "old-man")),
        ("eine Oma mit Brille, Schal und Tasse", ("old-woman", "holding", "hot-beverage")),
        ("una bambina con cappello, sciarpa e palloncino rosso", ("girl", "holding", "balloon")),
    ],
)
def test_who_has_a_list_of_things_has_all_of_them(prompt: str, relation: tuple[str, str, str]) -> None:
    assert relation in _relations(prompt)


@pytest.mark.parametrize(
    ("prompt", "relation"),
    [
        ("stary zegarmistrz w okularach, na stole zegary i lupa", "holding"),
        ("kartka na dzień nauczyciela z kwiatami, jabłkiem i książkami", "holding"),
        ("a boy with a hat, a bench and a tree", "holding"),
    ],
)
def test_what_stands_apart_is_in_no_hand(prompt: str, relation: str) -> None:
    assert relation not in {kind for _, kind, _ in _relations(prompt)}


def _relations(prompt: str) -> set[tuple[str, str, str]]:
    spec = parse_prompt(prompt)
    names = [one.concept for one in spec.subjects]
    return {(names[r.subject], r.kind.value, names[r.target]) for r in spec.relations}


def test_a_bear_has_a_body_but_on_a_badge() -> None:
    spec = parse_prompt("sticker of a bear")
    ((bear,), _, _) = subject_cutouts(spec, 100, 0, wants_face=False)
    ((face,), _, _) = subject_cutouts(spec, 100, 0, wants_face=True)
    assert bear.shape[1] / bear.shape[0] < 0.8 * face.shape[1] / face.shape[0]
