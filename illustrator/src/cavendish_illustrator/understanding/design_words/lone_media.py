"""What a picture is made with, named alone between commas: `Porträt eines Imkers, Wachsmalstifte`."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold

_PARTS: Final = re.compile(r"([,;.\n])")


class LoneMedia(NamedTuple):
    """The prompt without its medium, and the style it means."""

    body: str
    style: Style | None


def take_lone_media(prompt: str) -> LoneMedia:
    """Cut the names of a medium that are a whole phrase out of a prompt that names something else, too."""
    parts = _PARTS.split(prompt)
    found = [(at, style) for at, part in enumerate(parts) if at and (style := _media().get(_key(part)))]
    if not found:
        return LoneMedia(prompt, None)
    for at, _ in found:
        parts[at] = " "
    return LoneMedia("".join(parts), found[0][1])


def _key(part: str) -> str:
    return " ".join(fold(part).split())


@cache
def _media() -> Mapping[str, Style]:
    return {
        _key(phrase): Style(style)
        for style, row in read_topic("lone_media").items()
        for phrases in row.values()
        for phrase in split_phrases(phrases)
    }
