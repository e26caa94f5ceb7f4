"""What people and animals do: understood with its object, and drawn with its tool."""

import pytest

from cavendish_illustrator.artwork.asset_pack import find_icon_name
from cavendish_illustrator.artwork.svg_figure import find_figure, vector_names
from cavendish_illustrator.company.setting_choice import default_setting
from cavendish_illustrator.figures.animals.animals import sitting_animal
from cavendish_illustrator.figures.clothing.roles import pose_names
from cavendish_illustrator.figures.doings.doings import doing_names, doing_of
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases


def related(spec: PictureSpec) -> list[str]:
    return [
        f"{spec.subjects[r.subject].concept} {r.kind} {spec.subjects[r.target].concept}"
        for r in spec.relations
    ]


@pytest.mark.parametrize("name", sorted(doing_names()))
def test_a_doing_names_real_drawings_and_poses(name: str) -> None:
    doing = doing_of(name)
    assert doing is not None
    assert doing.body in pose_names() | {"meditating"}
    assert doing.tool is None or find_figure(doing.tool) is not None
    assert doing.scenery is None or find_figure(doing.scenery.name) is not None
    assert all(find_icon_name(shown) or shown in vector_names() for shown in doing.shows)


def test_every_doing_has_a_word_in_each_language() -> None:
    for name, table in (*read_topic("doings").items(), *read_topic("doings_further").items()):
        assert [code for code in LANGUAGES if not list(split_phrases(table[code]))] == [], name


def test_the_object_of_a_doing_is_of_a_known_doing() -> None:
    words = [word for table in read_topic("doing_objects").values() for word in table["words"].split()]
    assert set(words) <= set(read_topic("doings")) | set(read_topic("doings_further"))


@pytest.mark.parametrize(
    ("prompt", "pose", "relation"),
    [
        ("a grandmother knitting a red scarf", "knitting", "old-woman holding scarf"),
        ("eine Oma strickt Socken", "knitting", "old-woman holding socks"),
        ("una abuela sentada tejiendo una bufanda", "knitting", "old-woman holding scarf"),
        ("boy watering sunflowers", "watering", "boy beside sunflower"),
        ("una señora regando las plantas", "watering", "woman beside potted-plant"),
        ("chłopiec karmi kaczki", "feeding", "boy beside duck"),
        ("a woman pushing a stroller", "pushing", "woman beside stroller"),
        ("un facteur transportant un colis", "carrying", "postman holding package"),
        ("a man with a grey beard smoking a pipe", "smoking", "man wearing beard-worn"),
    ],
)
def test_a_doing_is_read_with_its_object(prompt: str, pose: str, relation: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.subjects[0].pose == pose
    assert relation in related(spec)


@pytest.mark.parametrize(
    ("prompt", "relation"),
    [
        ("a pirate with a parrot on his shoulder", "parrot on pirate"),
        ("un pirata con un loro en el hombro", "parrot on pirate"),
        ("ein Igel mit einem Apfel auf dem Rücken", "red-apple on hedgehog"),
        ("an old woman with a cat on her lap", "cat on old-woman"),
        ("Ein Hund mit Brille liest Zeitung", "dog holding newspaper"),
        ("een meisje dat een boek leest", "girl holding open-book"),
        ("une femme avec un panier de fleurs", "blossom inside basket"),
        ("a girl on a cake", "girl beside birthday-cake"),
    ],
)
def test_a_thing_is_where_the_words_put_it(prompt: str, relation: str) -> None:
    assert relation in related(parse_prompt(prompt))


@pytest.mark.parametrize(
    ("prompt", "concepts", "color"),
    [
        ("un niño comiendo un helado de fresa", ["boy", "ice-cream"], "#f48fb1"),
        ("a strawberry ice cream", ["ice-cream"], "#f48fb1"),
        ("a bowl of strawberries", ["bowl", "strawberry"], None),
        ("strawberries, ice cream and a banana", ["strawberry", "ice-cream", "banana"], None),
    ],
)
def test_a_taste_is_no_thing_of_its_own(prompt: str, concepts: list[str], color: str | None) -> None:
    spec = parse_prompt(prompt)
    assert [subject.concept for subject in spec.subjects] == concepts
    assert next((s.color for s in spec.subjects if s.concept == "ice-cream"), None) == color


def test_a_tool_takes_the_colour_of_what_is_made_with_it() -> None:
    roles = cast_roles(parse_prompt("a grandmother knitting a red scarf"), 0).roles
    assert [role.cast.held[0].concept for role in roles] == ["knitting-work"]
    assert roles[0].cast.held[0].color == "#e02b2b"


def test_what_a_drawing_contains_is_not_drawn_once_more() -> None:
    casting = cast_roles(parse_prompt("a bowl of ramen with an egg and chopsticks"), 0)
    assert [role.cast.subject.concept for role in casting.roles] == ["ramen-bowl"]
    assert casting.shown == ["chopsticks", "egg"]


@pytest.mark.parametrize(
    ("prompt", "places"),
    [
        ("a chef holding a pizza", {"kitchen"}),
        ("a grandmother knitting", {"living_room"}),
        ("a woman lifting weights", {"gym"}),
        ("a tortoise and a hare racing", {"meadow", "park", "garden", "hills"}),
        ("a chef with an umbrella in the rain", {"kitchen"}),
    ],
)
def test_a_doing_or_a_trade_has_its_place(prompt: str, places: set[str]) -> None:
    assert {default_setting(parse_prompt(prompt), seed) for seed in range(4)} <= places


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("an electrician on a ladder", "mechanic"),
        ("eine Töpferin in der Werkstatt", "artist"),
        ("une fleuriste dans sa boutique", "gardener"),
        ("kluk pouští draka na louce", "kite"),
        ("a robin on a garden spade", "shovel"),
        ("un mono comiendo un plátano", "monkey"),
        ("listonosz niesie paczkę", "package"),
        ("a child dressed as a ghost", "ghost"),
    ],
)
def test_an_everyday_word_means_what_a_stranger_means(prompt: str, concept: str) -> None:
    assert concept in [subject.concept for subject in parse_prompt(prompt).subjects]


def test_a_kite_is_held_by_whoever_is_idle() -> None:
    assert related(parse_prompt("ein Junge mit Drachen steigen lassen")) == ["boy holding kite"]
    assert related(parse_prompt("a boy reading under a tree")) == ["boy under deciduous-tree"]


def test_one_of_a_couple_takes_the_selfie() -> None:
    roles = cast_roles(parse_prompt("a couple taking a selfie"), 0).roles
    assert [[thing.concept for thing in role.cast.held] for role in roles] == [["mobile-phone"], []]


def test_a_fish_in_a_bowl_is_not_under_water() -> None:
    assert default_setting(parse_prompt("two goldfish in a bowl"), 0) == "table_top"


def test_shoes_are_no_hats() -> None:
    spec = parse_prompt("a goose wearing rubber boots")
    goose = build_figure(cast_roles(spec, 0).roles[0].cast)
    assert goose is not None
    assert goose.top == sitting_animal("goose").top
    assert goose.markup != sitting_animal("goose").markup
