"""What we drew ourselves: every drawing is listed, renders, has a size and can be named in ten languages."""

import io

import pytest
import resvg_py
from PIL import Image

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.artwork.svg_figure import find_figure, vector_names
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.drawings.drawing_names import drawable
from cavendish_illustrator.scenery.setting_registry import setting_names
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases

OWN = [name for kind in read_table("figures/drawings/own_drawings.toml")["kinds"] for name in kind["names"]]  # type: ignore[attr-defined]
THINGS = {
    **read_topic("things_nature"),
    **read_topic("things_made"),
    **read_topic("things_everyday"),
    **read_topic("things_of_places"),
}


def test_every_drawing_is_listed_once_and_is_a_file() -> None:
    assert len(OWN) == len(set(OWN)) > 300
    assert set(OWN) <= vector_names()


@pytest.mark.parametrize("name", OWN)
def test_a_drawing_fills_its_box(name: str) -> None:
    figure = find_figure(name)
    assert figure is not None
    png = resvg_py.svg_to_bytes(svg_string=figure.document(), width=round(80 * figure.aspect), height=80)
    picture = Image.open(io.BytesIO(bytes(png))).convert("RGBA")
    box = picture.getbbox()
    assert box is not None
    assert box[2] - box[0] >= picture.width * 0.8
    assert box[3] - box[1] >= picture.height * 0.8


def test_every_named_thing_has_a_drawing() -> None:
    assert [name for name in THINGS if not drawable(name)] == []


def test_every_named_thing_has_a_word_in_each_language() -> None:
    for name, table in THINGS.items():
        assert [code for code in LANGUAGES if not list(split_phrases(table[code]))] == [], name


def test_sizes_and_places_are_of_known_things() -> None:
    places = read_table("company/habitats.toml")
    known = set(read_topic("settings")) | set(setting_names())
    for names in places["places"].values():  # type: ignore[attr-defined]
        assert set(names) <= known
    keys = set(places["concepts"]) | set(places["subgroups"])  # type: ignore[call-overload]
    assert keys <= known | set(places["places"])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("three llamas in the mountains", "llama"),
        ("lama na łące", "llama"),
        ("una llama con sombrero", "llama"),
        ("ein Lama auf der Wiese", "llama"),
        ("burger and fries", "french-fries"),
        ("burger z frytkami", "french-fries"),
        ("a wooden chess board on a table", "chess-set"),
        ("szachy na stole", "chess-set"),
        ("a stag in the forest", "elk"),
        ("jamnik na kanapie", "dachshund"),
        ("a mole in the garden", "mole"),
        ("ein Eichhörnchen im Park", "squirrel-red"),
        ("a tank of the army", "tank"),
        ("a seal on an ice floe", "seal-pup"),
        ("a pirate ship at sea", "pirate-ship"),
        ("пес і синиця", "blue-jay"),
        ("une grue de chantier", "crane-machine"),
        ("a grandfather clock", "grandfather-clock"),
        ("wesoły duszek i dynia", "pumpkin-whole"),
    ],
)
def test_a_word_means_the_thing_a_stranger_means(prompt: str, concept: str) -> None:
    assert concept in [subject.concept for subject in parse_prompt(prompt).subjects]


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("three llamas in the mountains", "fire"),
        ("a grandfather clock in the hall", "old-man"),
        ("a sea lion on the beach", "lion"),
        ("a magnificent sunset, safe and calm", "safe-box"),
        ("a portrait of a girl with green eyes and red lips", "eye"),
        ("logo with the letter A", "incoming-envelope"),
        ("a hay bale in a field", "ballet-shoes"),
        ("a frying pan", "man"),
    ],
)
def test_a_word_does_not_mean_its_laughable_neighbour(prompt: str, concept: str) -> None:
    assert concept not in [subject.concept for subject in parse_prompt(prompt).subjects]


def test_an_own_drawing_has_the_facts_of_its_kind() -> None:
    facts = asset_pack.find_icon("capybara")
    fox = asset_pack.find_icon("fox")
    assert facts is not None
    assert fox is not None
    assert (facts.group, facts.subgroup) == (fox.group, fox.subgroup)
    svg = asset_pack.icon_svg("capybara")
    assert svg is not None
    assert svg.startswith("<svg")
