"""What things are called in the prompt's language, for labels that nobody wrote."""

from functools import cache
from typing import Final

from cavendish_illustrator.artwork.asset_pack import read_keywords
from cavendish_illustrator.picture_spec import Entry, PictureSpec, Subject
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases

_FILES: Final = (
    "subjects",
    "things_eaten",
    "things_served",
    "things_made",
    "things_for_designs",
    "things_everyday",
    "things_nature",
    "things_around_house",
    "things_for_play_and_work",
)
_LEAST_ENTRIES: Final = 3


@cache
def name_of(concept: str, language: str) -> str | None:
    """The first name that the lists or the icons have for a thing, with a capital; None where it has none."""
    kinds = {key.partition(":")[2]: table for key, table in read_topic("species").items()}
    for known in (kinds, *map(read_topic, _FILES)):
        words = known.get(concept, {}).get(language, "")
        plain = [phrase for phrase in split_phrases(words) if "*" not in phrase]
        if plain:
            return plain[0][0].upper() + plain[0][1:]
    label = _labels(language).get(concept)
    return label[:1].upper() + label[1:] if label else None


@cache
def _labels(language: str) -> dict[str, str]:
    """What the pack of icons calls its drawings."""
    return {name: words[0] for name, words in read_keywords(language).items() if words}


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
