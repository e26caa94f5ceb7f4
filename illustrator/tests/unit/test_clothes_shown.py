"""What was named is seen on whole figures and on portraits: suits, prints, kimonos, winks and beards."""

import pytest

from cavendish_illustrator.figures.clothing.weaves import weave_names
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.people.bust_builder import build_bust
from cavendish_illustrator.figures.people.person_builder import build_person
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.understanding.prompt_parser import parse_prompt


def cast(concept: str, garment: str, **said: str) -> Cast:
    return Cast(
        subject=Subject(concept=concept, word=concept),
        worn=(Subject(concept=garment, word=garment, **said),),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("pattern", sorted(weave_names()))
@pytest.mark.parametrize("garment", ["dress", "t-shirt", "sweater", "kimono", "skirt"])
def test_a_print_is_seen_on_every_garment(pattern: str, garment: str) -> None:
    plain, printed = (
        build_person("woman", one)
        for one in (cast("woman", garment), cast("woman", garment, pattern=pattern))
    )
    assert plain.markup != printed.markup


@pytest.mark.parametrize("garment", ["suit", "kimono", "hoodie", "dress", "sweater", "coat"])
def test_a_portrait_shows_what_is_worn(garment: str) -> None:
    plain = build_bust(Cast(subject=Subject(concept="man", word="man", color="#335577")))
    dressed = build_bust(cast("man", garment, color="#335577"))
    assert plain is not None
    assert dressed is not None
    assert plain.markup != dressed.markup


def test_a_suit_is_dark_from_head_to_foot() -> None:
    suited = build_person("man", cast("man", "suit"))
    assert suited.markup.count("#2f3446") > 2


def test_a_portrait_of_santa_has_his_beard() -> None:
    santa = build_bust(Cast(subject=Subject(concept="santa-claus", word="santa")))
    assert santa is not None
    assert "#f6f4f0" in santa.markup


@pytest.mark.parametrize(
    "prompt",
    [
        "a boy winking", "chłopiec puszcza oko", "ein zwinkerndes Mädchen", "una chica guiñando un ojo",
        "une fille qui fait un clin d'œil", "un gatto che fa l'occhiolino", "um menino piscando o olho",
        "een knipogende jongen", "хлопчик підморгує", "chlapec mrká",
    ],
)  # fmt: skip
def test_a_wink_is_read_in_ten_languages(prompt: str) -> None:
    assert parse_prompt(prompt).subjects[0].mood == "winking"
