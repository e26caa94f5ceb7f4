"""Promises of the parser that hold for every prompt."""

import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind
from cavendish_illustrator.understanding import parse_edit, parse_prompt
from cavendish_illustrator.understanding.instructions.edit_instruction import CutOut, EditInstruction
from cavendish_illustrator.understanding.reading.scene_draft import MOST_COUNTED, MOST_SUBJECTS

WORDS = [
    *("a", "the", "red", "blue", "two", "three", "cat", "dog", "horse", "riding", "holding", "wearing", "on"),
    *("under", "with", "without", "and", "no", "text", "people", "beach", "castle", "night", "watercolor"),
    *("poster", "logo", "dressed", "as", "wizard", "costume", "background", ",", ".", "!", "make", "add"),
    *(
        "remove",
        "replace",
        "into",
        "kot",
        "na",
        "plaży",
        "z",
        "bez",
        "i",
        "Hund",
        "mit",
        "ohne",
        "gato",
        "con",
    ),
    *("sin", "chat", "avec", "gatto", "com", "kat", "met", "кіт", "на", "без", "kočka", '"Hello"', "„Cześć”"),
    *("«", "Salut", "»", "5", "999999999999", "16:9", "東京", "🐱", "مرحبا", "שלום"),
]


def check_spec(spec: PictureSpec) -> None:
    assert len(spec.subjects) <= MOST_SUBJECTS
    for subject in spec.subjects:
        assert 1 <= subject.count <= MOST_COUNTED
        assert subject.word
    for relation in spec.relations:
        assert relation.subject != relation.target
        assert max(relation.subject, relation.target) < len(spec.subjects)


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=400))
def test_no_text_of_any_script_makes_the_parser_fail(prompt: str) -> None:
    check_spec(parse_prompt(prompt))
    assert isinstance(parse_edit(prompt), EditInstruction)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join))
@example("cervezas obléhán fässer outfit belagernd mittag")  # a costume was still open to be described
def test_no_jumble_of_known_words_makes_the_parser_fail(prompt: str) -> None:
    check_spec(parse_prompt(prompt))
    assert isinstance(parse_edit(prompt), EditInstruction)


def test_the_same_prompt_always_gives_the_same_spec() -> None:
    prompt = "two red foxes under a tree in autumn, watercolor, no people"
    assert parse_prompt(prompt) == parse_prompt(prompt)


@pytest.mark.parametrize(
    "prompt", ["", " ", "\n", "!!!", '"', "'''''", "„", "\u200b", "\ud83d", "\x00", "0", "🐱"]
)
def test_prompts_without_words_give_an_empty_scene(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.subjects == ()
    assert spec.prompt == prompt


def test_five_times_the_words_take_about_five_times_as_long_to_read() -> None:
    """Reading every word beside every other would take twenty-five times as long."""
    words = [word for word in WORDS if word.isalpha()]
    chooser = random.Random(5)
    prompt = " ".join(chooser.choice(words) for _ in range(1200))[:5000]

    def cpu_s(text: str) -> float:
        start = time.process_time()
        parse_prompt(text)
        return time.process_time() - start

    whole, fifth = (min(cpu_s(prompt[:length]) for _ in range(3)) for length in (5000, 1000))
    assert whole < 12 * fifth


def test_things_beyond_the_limit_are_reported() -> None:
    prompt = (
        "a cat, a dog, a horse, a fox, a bear, a rabbit, a lion, a tiger, an elephant, a zebra, a monkey,"
        " a mouse, a frog, a duck, an owl"
    )
    spec = parse_prompt(prompt)
    assert len(spec.subjects) == MOST_SUBJECTS
    assert "owl" in spec.not_understood


def test_unknown_content_words_are_reported_and_small_words_are_not() -> None:
    spec = parse_prompt("a cat with a frobnicator of the zyx")
    assert "frobnicator" in spec.not_understood
    assert "the" not in spec.not_understood


def test_a_word_nobody_knows_falls_to_the_nearest_tag() -> None:
    assert [subject.concept for subject in parse_prompt("equestrian").subjects] != []
    assert parse_prompt("qwertzuiop").subjects == ()


@pytest.mark.parametrize(
    ("prompt", "texts"),
    [
        ('poster "JAZZ"', ("JAZZ",)),
        ("poster “JAZZ”", ("JAZZ",)),
        ("plakat „Święto lasu”", ("Święto lasu",)),
        ("Plakat „Fest“", ("Fest",)),
        ("affiche «Été»", ("Été",)),
        ("affiche « Été »", ("Été",)),
        ("poster 'OPEN'", ("OPEN",)),
        ("poster ‘OPEN’", ("OPEN",)),
        ("poster 'Don't stop'", ("Don't stop",)),
        ("the cat's hat isn't red", ()),
        ("poster「夏祭り」", ("夏祭り",)),
        ('card "A" and "B"', ("A", "B")),
        ("poster with the words SUMMER JAM", ("SUMMER JAM",)),
        ("plakat z napisem LATO", ("LATO",)),
        ("a poster with the text Hello World, blue", ("Hello World",)),
        ('a dog called "Rex"', ()),
    ],
)
def test_quoted_and_announced_texts_are_kept_verbatim(prompt: str, texts: tuple[str, ...]) -> None:
    assert parse_prompt(prompt).texts == texts


def test_quoted_words_are_written_and_not_drawn() -> None:
    assert parse_prompt('a poster that says "Cat and dog"').subjects == ()


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        ("a fox in the forest", "en"),
        ("lis w lesie", "pl"),
        ("ein Fuchs im Wald", "de"),
        ("un zorro en el bosque", "es"),
        ("un renard dans la forêt", "fr"),
        ("una volpe nel bosco", "it"),
        ("uma raposa na floresta", "pt"),
        ("een vos in het bos", "nl"),
        ("лисиця в лісі", "uk"),
        ("liška v lese", "cs"),
    ],
)
def test_ten_languages_show_a_fox_in_a_forest(prompt: str, language: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.language == language
    assert [subject.concept for subject in spec.subjects] == ["fox"]
    assert spec.settings[0] == "forest"


@pytest.mark.parametrize("size", [1, 8, 9, 20, 21, 500])
def test_counts_are_kept_up_to_a_limit(size: int) -> None:
    expected = min(size, MOST_COUNTED)
    assert parse_prompt(f"{size} cats").subjects[0].count in {expected, 3}
    assert parse_prompt("7 cats").subjects[0].count == 7


def test_both_things_of_between_are_targets() -> None:
    spec = parse_prompt("a cat between a dog and a horse")
    kinds = [(relation.kind, relation.subject, relation.target) for relation in spec.relations]
    assert kinds == [(RelationKind.BETWEEN, 0, 1), (RelationKind.BETWEEN, 0, 2)]


def test_a_sticker_is_transparent_and_a_logo_only_when_asked() -> None:
    assert parse_prompt("sticker of a cat").is_transparent
    assert not parse_prompt("logo with a cat").is_transparent
    assert parse_prompt("logo with a cat, transparent background").is_transparent
    assert parse_prompt("logo with a cat").kind is Kind.LOGO


def test_no_background_means_transparent_in_every_language() -> None:
    prompts = ("no background", "bez tła", "ohne Hintergrund", "sin fondo", "sans fond", "senza sfondo")
    more = ("sem fundo", "zonder achtergrond", "без фону", "bez pozadí")
    for prompt in prompts + more:
        assert parse_prompt(f"robot, {prompt}").is_transparent, prompt


def test_an_edit_in_several_clauses_keeps_their_order() -> None:
    operations = parse_edit('Remove the background, then write "Hi"').operations
    assert operations[0] == CutOut()
    assert len(operations) == 2


@pytest.mark.parametrize("instruction", ["haz que la flor sea azul", "haz que la flor se vea azul"])
def test_the_spanish_subjunctive_is_no_sea(instruction: str) -> None:
    assert [type(operation).__name__ for operation in parse_edit(instruction).operations] == ["Recolour"]
