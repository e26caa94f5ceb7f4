"""The word lists agree with each other, with the icons and with the settings."""

import re
from collections import Counter

import pytest

from cavendish_illustrator.artwork.asset_pack import find_icon_name
from cavendish_illustrator.artwork.svg_figure import vector_names
from cavendish_illustrator.painting.pixel_sizes import PIXEL_SIZES
from cavendish_illustrator.picture_spec import Kind, RelationKind, Season, Style, TimeOfDay, Weather
from cavendish_illustrator.understanding.instructions.edit_instruction import Look, Place
from cavendish_illustrator.vocabulary.lexicon import (
    ANY_LANGUAGE,
    EDIT_FILES,
    LANGUAGES,
    TOPIC_FILES,
    read_topic,
)
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases

DRAWN_WITHOUT_ICON = {
    *(
        "hot-air-balloon",
        "friends",
        "band",
        "couple",
        "perfume-bottle",
        "pirate-ship",
        "submarine",
        "magic-wand",
        "lamp",
        "lantern",
        "piano",
    ),
    *(
        "armchair",
        "old-couple",
        "newlyweds",
        "bench",
        "sofa",
        "throne",
        "pocket-watch",
        "sneaker",
        "hat",
        "wizard-hat",
        "santa-hat",
        "chef-hat",
        "cowboy-hat",
        "party-hat",
        "helmet",
    ),
    *(
        "sneaker",
        "helmet",
        "bow-tie",
        "cape",
        "suit",
        "boot",
        "mask",
        "flag",
        "surfboard",
        "sword",
        "headphone",
        "jack-o-lantern",
    ),
}
ENUMS = {
    "styles": Style,
    "times": TimeOfDay,
    "weathers": Weather,
    "seasons": Season,
    "relations": RelationKind,
    "kinds": Kind,
    "looks": Look,
    "places": Place,
}


@pytest.mark.parametrize(("file_name", "values"), ENUMS.items())
def test_tables_are_named_after_enum_values(file_name: str, values: type) -> None:
    assert set(read_topic(file_name)) <= {str(value) for value in values}


def test_colour_tables_are_named_by_hexadecimal_colours() -> None:
    assert all(re.fullmatch("#[0-9a-f]{6}", name) for name in read_topic("colors"))


def test_ratio_tables_are_named_by_known_ratios() -> None:
    assert set(read_topic("ratios")) <= set(PIXEL_SIZES)


@pytest.mark.parametrize("file_name", [*TOPIC_FILES, *EDIT_FILES, "ratios"])
def test_every_line_belongs_to_a_language_and_holds_phrases(file_name: str) -> None:
    known = {*LANGUAGES, ANY_LANGUAGE}
    extras = {"parents", "rank", "noun", "material"}
    for name, table in read_topic(file_name).items():
        assert set(table) <= known | extras, name
        for language in known & set(table):
            phrases = list(split_phrases(table[language]))
            assert phrases, (name, language)
            assert all("*" not in phrase[:-1].replace("* ", " ") for phrase in phrases), (name, language)


def test_every_subject_is_an_icon_or_a_drawn_figure() -> None:
    missing = {name for name in read_topic("subjects") if find_icon_name(name) is None}
    assert missing <= DRAWN_WITHOUT_ICON | {"person", "woman", "skeleton", "scarecrow", "snowman"}


def test_every_concept_class_names_real_concepts() -> None:
    things = {
        name
        for file_name, topic in TOPIC_FILES.items()
        if topic == "subject"
        for name in read_topic(file_name)
    }
    known = things | set(read_topic("roles")) | DRAWN_WITHOUT_ICON | vector_names()
    invented = {
        concept
        for name, table in read_topic("classes").items()
        for concept in table["concepts"]
        if concept not in known and find_icon_name(concept) is None
    }
    assert invented <= {"santa", "ostrich", "hole", "jar", "water-closet"}


def test_every_parent_of_a_setting_is_a_setting() -> None:
    settings = read_topic("settings")
    for name, table in settings.items():
        for parent in table.get("parents", "").split(","):
            assert not parent.strip() or parent.strip() in {*settings, "castle_hall"}, name


def test_there_are_at_least_eighty_settings() -> None:
    assert len(read_topic("settings")) >= 80


@pytest.mark.parametrize("file_name", ["colors", "numbers", "sizes"])
def test_no_word_means_two_things_of_one_topic(file_name: str) -> None:
    for language in LANGUAGES:
        words = Counter(
            phrase
            for table in read_topic(file_name).values()
            for phrase in split_phrases(table.get(language, ""))
        )
        repeated = {word for word, count in words.items() if count > 1}
        assert repeated <= {"few", "pár", "ein paar"}, (language, repeated)


@pytest.mark.parametrize(
    "file_name", ["styles", "times", "weathers", "seasons", "moods", "kinds", "poses", "relations"]
)
def test_every_table_speaks_most_of_the_ten_languages(file_name: str) -> None:
    for name, table in read_topic(file_name).items():
        assert len(set(table) & set(LANGUAGES)) >= 9 or name == "neon", name
