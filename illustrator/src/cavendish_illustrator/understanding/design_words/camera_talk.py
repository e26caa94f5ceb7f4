"""Whether a prompt asks for a photograph by talk of cameras, lenses and shots, which nobody sees in it."""

import re
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style
from cavendish_illustrator.vocabulary.tokens import fold

_TABLE: Final = "understanding/design_words/camera_talk.toml"
_NUMBERS: Final = (
    r"\d{2,3}(?:-\d{2,3})? ?(?:mm|мм)(?: (?:lens|prime|film))?",
    r"f ?/? ?\d{1,2}[.,]\d\b|f ?/ ?\d{1,2}",
    r"iso ?\d{2,5}",
    r"1/\d{2,4} ?s(?:ec)?",
)
"""A lens, its opening, a film's speed and a time: `85mm, f/1.8, ISO 100, 1/250s`."""
_ANY_WORDS: Final = r"(?:[^\s,;.]+ ){0,5}"
_LED_IN: Final = (
    r"(?:(?:with|and|mit|und|con|avec|et|com|met|en|z|i|з|із|та|s|se|a) )?"
    r"(?:(?:an?|very|really|beautiful|creamy|nice|strong|some|sehr|una|molto|muito|un|une) )*"
)
"""What would be left hanging before what is cut out."""
_SHOTS: Final = frozenset({Kind.SCENE, Kind.PORTRAIT, Kind.PRODUCT_SHOT, Kind.FLAT_LAY, Kind.STILL_LIFE})
"""What a camera takes; a logo or a card says `photo` of what is on it."""


class CameraTalk(NamedTuple):
    """The prompt without what is said of the camera alone, and whether it asks for a photograph."""

    body: str
    is_told: bool

    def given_to(self, spec: PictureSpec) -> PictureSpec:
        """The picture as a photograph where no other look was named."""
        is_photo = self.is_told and spec.style is None and spec.kind in _SHOTS and not spec.is_transparent
        return replace(spec, style=Style.PHOTO) if is_photo else spec


def take_camera_talk(prompt: str) -> CameraTalk:
    """Cut out of a prompt what tells of the camera and of nothing that is seen."""
    unseen, seen, things = _patterns()
    folded = fold(prompt)
    is_told = bool(seen.search(things.sub(" ", folded)))
    if len(folded) != len(prompt) or not (found := list(unseen.finditer(folded))):
        return CameraTalk(prompt, is_told or bool(unseen.search(folded)))
    body = prompt
    for match in reversed(found):
        body = f"{body[: match.start()]} {body[match.end() :]}"
    return CameraTalk(body, is_told=True)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = read_table(_TABLE)
    unseen, seen, things = (
        [one for rows in table[name].values() for one in rows] for name in ("unseen", "seen", "things")
    )
    return _one_of([*_NUMBERS, *unseen], _LED_IN), _one_of(seen), _one_of(things)


def _one_of(phrases: list[str], led_in: str = "") -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w){led_in}(?:{'|'.join(longest_first)})(?!\w)".replace("…", _ANY_WORDS))
