"""What things are called in the prompt's language, for labels that nobody wrote."""

from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Entry, PictureSpec, Subject
from cavendish_illustrator.understanding.lexicon import read_topic, split_phrases

_FILES: Final = (
    "subjects",
    "things_eaten",
    "things_served",
    "things_made",
    "things_everyday",
    "things_nature",
    "things_around_house",
    "things_for_play_and_work",
)
_LEAST_ENTRIES: Final = 3


@cache
def name_of(concept: str, language: str) -> str | None:
    """The first name that the lists have for a thing, with a capital; None without one in the language."""
    for file in _FILES:
        words = read_topic(file).get(concept, {}).get(language, "")
        plain = [phrase for phrase in split_phrases(words) if "*" not in phrase]
        if plain:
            return plain[0][0].upper() + plain[0][1:]
    return None


def topic_entries(spec: PictureSpec) -> tuple[Entry, ...]:
    """The steps or things of a piece's topic, named; none where a step or all but two have no name."""
    row = read_topic("design_topics").get(spec.topic, {})
    concepts = tuple(str(row["steps"]).split()) if "steps" in row else spec.motifs
    names = {concept: name_of(concept, spec.language) for concept in concepts}
    named = {concept: name for concept, name in names.items() if name}
    if len(named) < _LEAST_ENTRIES or ("steps" in row and len(named) < len(concepts)):
        return ()
    return tuple(
        Entry(label=name, picture=Subject(concept=concept, word=name)) for concept, name in named.items()
    )


def has_steps(spec: PictureSpec) -> bool:
    """Whether the piece's topic is told in steps."""
    return "steps" in read_topic("design_topics").get(spec.topic, {})
