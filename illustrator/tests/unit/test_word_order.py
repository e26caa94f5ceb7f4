"""Sentences in another order than who, what they do and where."""

import pytest

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.reading.word_order import with_usual_word_order


def _poses(spec: PictureSpec) -> dict[str, str | None]:
    return {one.concept: one.pose for one in spec.subjects}


def _relations(spec: PictureSpec) -> set[str]:
    names = [one.concept for one in spec.subjects]
    return {f"{names[r.subject]} {r.kind} {names[r.target]}" for r in spec.relations}


@pytest.mark.parametrize(
    ("prompt", "doer", "pose", "relation"),
    [
        ("op het tapijt slaapt een hond", "dog", "sleeping", "dog on rug-oval"),
        ("on the rug sleeps a small brown dog", "dog", "sleeping", "dog on rug-oval"),
        (
            "Unter dem Apfelbaum sitzt ein altes Paar auf einer Bank",
            *("old-couple", "sitting", "old-couple on bench"),
        ),
        ("in een mandje slapen drie kittens", "cat", "sleeping", "cat inside basket"),
        ("Auf dem Sofa schlafen ein Hund und eine Katze", "dog", "sleeping", "dog on sofa"),
        ("Auf dem Balkon trinkt eine Frau Kaffee", "woman", "drinking", "woman holding hot-beverage"),
    ],
)
def test_who_does_it_may_stand_behind_the_place(prompt: str, doer: str, pose: str, relation: str) -> None:
    spec = parse_prompt(prompt)
    assert _poses(spec)[doer] == pose
    assert relation in _relations(spec)
    assert [one for one in _poses(spec).values() if one == "sitting"] == ["sitting"] * (pose == "sitting")


@pytest.mark.parametrize(
    "prompt",
    [
        "behind the fence a black cow is eating grass",
        "eine Katze, der Mond, die Sterne",
        "ein Haus am See, der Mond scheint",
        "in the foreground a dog, in the background a castle",
        'a poster with "on the roof sleeps a cat" on it',
    ],
)
def test_what_stands_in_the_usual_order_stays(prompt: str) -> None:
    assert with_usual_word_order(prompt) == prompt


@pytest.mark.parametrize(
    ("prompt", "relation"),
    [
        ("ein Feuerwehrmann, der eine Katze vom Baum rettet", "firefighter holding cat"),
        ("ein Bär der ein Buch liest", "bear holding open-book"),
        ("een man die een boek leest", "man holding open-book"),
        ("a woman with a dog that is wearing a hat", "dog wearing hat"),
        ("une femme avec un chien qui porte un chapeau", "dog wearing hat"),
        ("a man with a dog wearing a hat", "dog wearing hat"),
        ("a woman whose umbrella is red", "woman holding umbrella"),
        ("eine Zeitung lesende Katze", "cat holding newspaper"),
        ("a girl with a cat sleeping on her lap", "cat on girl"),
    ],
)
def test_a_relative_clause_is_about_whom_it_follows(prompt: str, relation: str) -> None:
    assert relation in _relations(parse_prompt(prompt))


@pytest.mark.parametrize(
    ("prompt", "pose"),
    [
        ("eine lesende Katze in einem Sessel", "reading"),
        ("een lezende kat op een stoel", "reading"),
        ("ein kämpfender Bär", "fighting"),
        ("a drinking elephant", "drinking"),
        ("ein schnarchender Bär", "sleeping"),
        ("zwei schleichende Katzen", "hiding"),
        ("twee zingende vogels", "singing"),
        ("deux enfants chantent", "singing"),
    ],
)
def test_a_participle_says_what_somebody_does(prompt: str, pose: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.subjects[0].pose == pose
    assert "holding" not in {r.kind.value for r in spec.relations}


@pytest.mark.parametrize(
    ("prompt", "relation"),
    [
        ("a vase with roses and tulips", "tulip inside amphora"),
        ("a birthday cake with candles and strawberries", "strawberry on birthday-cake"),
        ("a woman with a basket of apples and pears", "pear inside basket"),
        ("ein Korb voller Blumen", "blossom inside basket"),
        ("a boy and a girl wearing red hats", "boy wearing hat"),
        ("eine Maus im Ballkleid tanzt mit einem Frosch im Frack", "frog wearing suit"),
        ("ein Waschbär im Mülleimer", "raccoon inside trash-can"),
        ("une souris lit un livre dans un fauteuil", "mouse holding open-book"),
        ("a box with a cat on it", "cat on package"),
        ("ein fliegender Teppich mit einer Prinzessin und einem Tiger darauf", "tiger riding flying-carpet"),
        ("eine Vase mit Tulpen, daneben liegt eine Brille", "glasses beside amphora"),
        ("a kitten in a girl's arms", "girl holding cat"),
        ("a baker holding a tray of fresh croissants", "croissant inside baking-tray"),
    ],
)
def test_a_list_goes_on_where_it_began(prompt: str, relation: str) -> None:
    assert relation in _relations(parse_prompt(prompt))


def test_each_of_two_wears_their_own() -> None:
    assert _relations(parse_prompt("a man in a suit and a woman in a red dress")) == {
        "man wearing suit",
        "woman wearing dress",
    }


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("eine Bergziege", ["goat"]),
        ("eine Schafherde", ["ewe"]),
        ("ein Mann im Wintermantel", ["man", "coat"]),
        ("een vrouw in een zomerjurk", ["woman", "dress"]),
        ("een schaapskudde", ["ewe"]),
        ("ein tanzendes Paar", ["couple"]),
        ("die Katze der Oma schläft", ["cat"]),
        ("ein Segelboot mit roten Segeln", ["sailboat"]),
        ("a portrait of a dancing bear, 35mm film", ["bear"]),
    ],
)
def test_compounds_and_owners_name_one_thing(prompt: str, concepts: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == concepts


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("a snail carying a little house", ["snail", "house"]),
        ("pengiun on a skateborad", ["penguin", "skateboard"]),
        ("ein Schmeterling", ["butterfly"]),
        ("a woman sanding a chair", ["woman", "chair"]),
        ("a girl with blonde hair", ["girl"]),
    ],
)
def test_a_slip_of_the_keyboard_is_read(prompt: str, concepts: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == concepts


def test_an_unknown_verb_is_no_slip() -> None:
    assert parse_prompt("a woman sanding a chair").subjects[0].pose == "handling"


@pytest.mark.parametrize(
    "prompt",
    ["a dog dressed as santa", "un chien déguisé en père Noël", "ein Hund als Weihnachtsmann verkleidet"],
)
def test_an_animal_is_dressed_up(prompt: str) -> None:
    (dog,) = parse_prompt(prompt).subjects
    assert (dog.concept, dog.role) == ("dog", "santa-claus")
