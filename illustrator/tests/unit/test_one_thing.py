"""Prompts for one thing or two: what they mean, and what a stranger would laugh at."""

import pytest

from cavendish_illustrator.company.setting_choice import default_setting
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.picture_spec import PictureSpec, Subject
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.reading.describing_nouns import says_gender


def _concepts(prompt: str) -> list[str]:
    return [subject.concept for subject in parse_prompt(prompt).subjects]


def _relations(spec: PictureSpec) -> list[str]:
    names = [subject.concept for subject in spec.subjects]
    return [f"{names[r.subject]} {r.kind} {names[r.target]}" for r in spec.relations]


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("bowl of ramen", ["ramen-bowl"]),
        ("apple strudel on a plate", ["strudel"]),
        ("tort czekoladowy na talerzu", ["chocolate-cake"]),
        ("una tazza di cappuccino", ["latte-cup"]),
        ("une tasse de chocolat chaud avec de la chantilly", ["cocoa-cream"]),
        ("french press", ["french-press"]),
        ("wooden cutting board", ["cutting-board"]),
        ("pelargonie", ["geranium-pot"]),
        ("serum bottle", ["serum-bottle"]),
        ("Schneewittchen und die sieben Zwerge", ["princess", "gnome"]),
    ],
)
def test_a_thing_is_the_thing_that_was_named(prompt: str, concepts: list[str]) -> None:
    assert _concepts(prompt) == concepts


@pytest.mark.parametrize(
    ("prompt", "concepts", "relations"),
    [
        ("a dog that watches the rain", ["dog"], []),
        ("a man hammers away", ["man", "hammer"], ["man holding hammer"]),
        ("a man saws", ["man", "carpentry-saw"], ["man holding carpentry-saw"]),
        ("a shelf with watches", ["bookshelf", "watch"], ["bookshelf beside watch"]),
    ],
)
def test_an_english_verb_is_no_thing(prompt: str, concepts: list[str], relations: list[str]) -> None:
    spec = parse_prompt(prompt)
    assert [subject.concept for subject in spec.subjects] == concepts
    assert _relations(spec) == relations


@pytest.mark.parametrize(
    ("prompt", "worn"),
    [
        ("owl with aviator goggles", "owl wearing goggles"),
        ("a dog wearing a pirate hat", "dog wearing pirate-hat"),
        ("a cat with a monocle", "cat wearing monocle"),
    ],
)
def test_a_trade_before_a_thing_to_wear_is_nobody(prompt: str, worn: str) -> None:
    assert [one for one in _relations(parse_prompt(prompt)) if not one.endswith("on perch-tree")] == [worn]


def test_who_is_under_an_umbrella_holds_it() -> None:
    assert "woman holding umbrella" in _relations(parse_prompt("kobieta pod parasolem"))


def test_a_beach_umbrella_stands_in_the_sand() -> None:
    assert _concepts("a beach umbrella at the beach") == ["umbrella-on-ground"]


def test_a_squirrel_sits_on_a_branch() -> None:
    spec = parse_prompt("a squirrel on a tree branch")
    assert _relations(spec) == ["squirrel-red on perch-tree"]
    roles = cast_roles(spec, 0).roles
    assert [(role.cast.underfoot.concept if role.cast.underfoot else None) for role in roles] == [
        "perch-tree"
    ]


def test_a_herd_and_a_horse_sit_on_no_branch() -> None:
    assert _concepts("three birds on a tree") == ["bird", "deciduous-tree"]
    assert _concepts("a horse on a tree")[1] == "deciduous-tree"


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("vector logo of a mountain and a pine tree", ["evergreen-tree", "mountain-peaks"]),
        ("app icon moon", ["moon-crescent"]),
        ("logo with a lightning bolt", ["lightning-bolt"]),
        ("app icon for a weather app, sun behind a cloud", ["sun-behind-cloud"]),
    ],
)
def test_a_mark_shows_places_and_lights_as_signs(prompt: str, concepts: list[str]) -> None:
    assert _concepts(prompt) == concepts


def test_a_scene_has_no_signs() -> None:
    assert _concepts("the moon over a mountain") == []


@pytest.mark.parametrize("prompt", ["a grumpy cat", "ein wütender Bär", "zły pies", "un chien en colère"])
def test_anger_is_the_mood_of_who_is_angry(prompt: str) -> None:
    assert [subject.mood for subject in parse_prompt(prompt).subjects] == ["grumpy"]


@pytest.mark.parametrize(
    ("prompt", "gender"),
    [
        ("portrait of a young woman scientist", "woman"),
        ("a female firefighter", "woman"),
        ("a male nurse", "man"),
        ("a doctor", None),
    ],
)
def test_a_woman_before_a_trade_is_its_gender(prompt: str, gender: str | None) -> None:
    assert says_gender(parse_prompt(prompt).subjects[0].word) == gender


@pytest.mark.parametrize(
    "prompt", ["red lipstick", "wireless headphones", "a vintage camera", "skincare cream jar"]
)
def test_goods_stand_on_no_meadow(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert {default_setting(spec, seed) for seed in range(6)} <= {"table_top", "studio"}


@pytest.mark.parametrize("prompt", ["a bicycle", "a kite", "a camera and a dog"])
def test_what_belongs_outside_stays_there(prompt: str) -> None:
    assert default_setting(parse_prompt(prompt), 0) not in {"table_top", "studio"}


@pytest.mark.parametrize(
    ("prompt", "relation"),
    [
        ("a pineapple wearing sunglasses", "pineapple wearing sunglasses"),
        ("avocado with sunglasses", "avocado wearing sunglasses"),
        ("a sofa with a top hat", "sofa beside hat"),
    ],
)
def test_a_fruit_may_wear_what_a_table_may_not(prompt: str, relation: str) -> None:
    assert relation in [r.replace("top-hat", "hat") for r in _relations(parse_prompt(prompt))]


@pytest.mark.parametrize("mood", ["happy", "grumpy", "sad"])
def test_a_thing_with_a_mood_has_a_face(mood: str) -> None:
    bare = build_figure(Cast(subject=Subject(concept="hot-beverage", word="cup")))
    faced = build_figure(Cast(subject=Subject(concept="hot-beverage", word="cup", mood=mood)))
    assert bare is not None
    assert faced is not None
    assert len(faced.markup) > len(bare.markup)


def test_a_cute_house_is_still_a_house() -> None:
    cute = build_figure(Cast(subject=Subject(concept="cottage", word="house", mood="cute")))
    bare = build_figure(Cast(subject=Subject(concept="cottage", word="house")))
    assert cute == bare


@pytest.mark.parametrize(
    ("prompt", "concepts", "relations"),
    [
        ("a corgi surfing a wave", ["corgi", "surfboard"], ["corgi riding surfboard"]),
        ("a panda skateboarding", ["panda", "skateboard"], ["panda riding skateboard"]),
        ("burger with fries", ["hamburger", "french-fries"], ["hamburger beside french-fries"]),
        ("cake with strawberries", ["birthday-cake", "strawberry"], ["strawberry on birthday-cake"]),
        ("Teekanne mit Tee", ["teapot"], []),
        ("a bouquet of tulips in a glass vase", ["tulip", "amphora"], ["tulip inside amphora"]),
        ("a bouquet of roses", ["bouquet"], []),
        ("stack of old books", ["books"], []),
        ("гарбуз на порозі будинку", ["pumpkin-whole", "house"], ["pumpkin-whole in_front house"]),
        ("a cat on a house", ["cat", "house"], ["cat on house"]),
        ("a hedgehog in a teacup", ["hedgehog", "mug-plain"], ["hedgehog inside mug-plain"]),
        ("dragon sleeping on a pile of gold", ["dragon", "gold-pile"], ["dragon on gold-pile"]),
        ("rubber duck in a bathtub", ["rubber-duck"], []),
        ("app icon for a to-do list app", ["clipboard"], []),
        ("Marienkäfer auf einem Blatt", ["lady-beetle", "leaf-flat"], ["lady-beetle on leaf-flat"]),
        ("a tea set on a tray", ["teapot"], []),
        ("burrito with salsa", ["burrito", "dip-bowl"], ["burrito beside dip-bowl"]),
        ("cactus in a pot", ["cactus", "flower-pot"], ["cactus inside flower-pot"]),
        ("a fox with a backpack", ["fox", "backpack"], ["fox wearing backpack"]),
        ("cat wearing a space helmet", ["cat", "space-helmet"], ["cat wearing space-helmet"]),
    ],
)
def test_two_things_stand_as_a_stranger_means(prompt: str, concepts: list[str], relations: list[str]) -> None:
    spec = parse_prompt(prompt)
    assert [subject.concept for subject in spec.subjects] == concepts
    assert _relations(spec) == relations


def test_a_sandcastle_is_built_on_a_beach() -> None:
    spec = parse_prompt("a kid building a sandcastle")
    assert {default_setting(spec, seed) for seed in range(4)} == {"beach"}


def test_a_backpack_shows_on_both_sides_with_its_straps() -> None:
    subject = Subject(concept="fox", word="fox")
    pack = Subject(concept="backpack", word="backpack")
    bare, packed = build_figure(Cast(subject=subject)), build_figure(Cast(subject=subject, worn=(pack,)))
    assert bare is not None
    assert packed is not None
    assert packed.markup.index(bare.markup[:200]) > 0
    assert not packed.markup.endswith(bare.markup[-200:])


def test_what_is_photographed_for_sale_stands_before_a_backdrop() -> None:
    assert default_setting(parse_prompt("gaming chair product photo"), 0) == "studio"
    assert default_setting(parse_prompt("a gaming chair"), 0) != "studio"


def test_a_quoted_title_names_the_topic_where_nothing_else_does() -> None:
    assert parse_prompt('poster "YOGA IN THE PARK"').topic == parse_prompt("a poster for yoga").topic != ""
