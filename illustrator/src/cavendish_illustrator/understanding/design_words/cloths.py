"""Takes the cloth of a table out of its prompt: `and a blue cloth`, `nappe à carreaux`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import Token, fold, tokenise

STILL_LIFES: Final = (
    "still life", "martwa natura", "martwej natury", "stillleben", "bodegon", "naturaleza muerta",
    "nature morte", "natura morta", "natureza morta", "natureza-morta", "stilleven", "натюрморт", "zatisi",
)  # fmt: skip
_CLOTHS: Final = (
    "cloth", "tablecloth", "drapery", "napkin", "linen", "tuch", "tischtuch", "tischdecke", "leinentuch",
    "serviette", "obrus", "serwet", "tkanin", "sukn", "recznik", "pano", "mantel", "tela", "servilleta",
    "nappe", "tissu", "drap", "torchon", "tovagli", "panno", "drappo", "telo", "tessuto", "toalha",
    "tecido", "kleed", "tafelkleed", "doek", "скатерт", "тканин", "рушник", "серветк", "ubrus", "latk",
    "platn", "sukno", "velvet",
)  # fmt: skip
_OF_TABLES: Final = (
    "tablecloth", "tischtuch", "tischdecke", "obrus", "nappe", "tovagli", "tafelkleed", "скатерт", "ubrus",
)  # fmt: skip
"""What lies on a table and on nothing else."""
_SPANISH: Final = frozenset({"un", "el", "con", "sobre", "del"})
"""After these a `mantel` is a cloth; German and English have other ones."""
_LAID_INDOORS: Final = frozenset({"table_top", "kitchen", "room", "dining_room", "cafe", "restaurant"})
_TALLEST_LAID_M: Final = 0.6
_NOT_CLOTHS: Final = ("clothes", "clothing", "panoram", "telef", "telev", "telesc", "sukni")
_CHECKS: Final = (
    "check", "gingham", "kariert", "krat", "cuadros", "carreaux", "quadri", "quadrett", "xadrez", "geruit",
    "kostk", "картат", "клітин", "plaid",
)  # fmt: skip
_PLAIN: Final = "#e9e2d2"
_REACH: Final = 3
_CHECKED: Final = "#b8423a"
_WHITE: Final = "#f2f2f0"
"""A cloth of this and another colour is named after the other one."""
_ENDING: Final = 4
"""Letters from which on a colour may end otherwise: `modrý`, `modrým`."""
_SMALL: Final = frozenset(
    {"a", "an", "the", "de", "in", "v", "w", "в", "у", "ein", "eine", "une", "un", "een"}
)


@dataclass(frozen=True, slots=True)
class Cloth:
    """A prompt's body without the words for its cloth, and how that looks."""

    body: str
    is_still_life: bool = False
    is_laid: bool = False
    """Whether it is a table's, of which nobody said that it is a still life."""
    color: str | None = None
    is_checked: bool = False

    def given_to(self, spec: PictureSpec) -> PictureSpec:
        """The picture with the cloth on its table."""
        if not (self.is_still_life or (self.is_laid and not spec.surface and _is_on_table(spec))):
            return spec
        return replace(spec, is_still_life=True, cloth=self.color, is_cloth_checked=self.is_checked)


def _is_on_table(spec: PictureSpec) -> bool:
    """Whether all that is named is small, and nowhere else than on a table."""
    is_small = all(
        not is_animate(one.concept) and real_height(one.concept) <= _TALLEST_LAID_M for one in spec.subjects
    )
    return (
        spec.kind is Kind.SCENE
        and bool(spec.subjects)
        and is_small
        and _LAID_INDOORS.issuperset(spec.settings)
    )


@cache
def _colors() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The colours by whole words, and by how words begin, in all languages."""
    whole: dict[str, str] = {}
    stems: list[tuple[str, str]] = []
    for color, row in read_topic("colors").items():
        for language in LANGUAGES:
            for phrase in split_phrases(str(row.get(language, ""))):
                word = fold(phrase)
                if word.endswith("*"):
                    stems.append((word[:-1], color))
                elif " " not in word:
                    whole.setdefault(word, color)
    return whole, tuple(stems)


def _color_of(word: str) -> str | None:
    whole, stems = _colors()
    found = whole.get(word) or next((color for stem, color in stems if word.startswith(stem)), None)
    bare = (name for name in whole if len(name) > _ENDING and len(word) - len(name) in {0, 1, 2})
    return found or next((whole[name] for name in bare if word.startswith(name[:-1])), None)


def take_cloth(body: str) -> Cloth:
    """Cut the cloth of a still life out of its words; the places of the rest stay the same."""
    words = fold(body)
    is_still_life = any(name in words for name in STILL_LIFES)
    tokens = tokenise(body)
    for index, token in enumerate(tokens):
        is_cloth = token.plain.startswith(_CLOTHS) and not token.plain.startswith(_NOT_CLOTHS)
        if is_cloth if is_still_life else _is_tablecloth(tokens, index):
            first, last, color, is_checked = _described(tokens, index)
            letters = list(body)
            start, end = tokens[first].start, tokens[last].end
            letters[start:end] = " " * (end - start)
            return Cloth(
                "".join(letters) if is_still_life else body,
                is_still_life=is_still_life,
                is_laid=True,
                color=color or (_CHECKED if is_checked else _PLAIN),
                is_checked=is_checked,
            )
    return Cloth(body, is_still_life=is_still_life)


def _is_tablecloth(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].plain
    is_spanish = word == "mantel" and index > 0 and tokens[index - 1].plain in _SPANISH
    return word.startswith(_OF_TABLES) or is_spanish


def _described(tokens: Sequence[Token], index: int) -> tuple[int, int, str | None, bool]:
    """From where to where the cloth and what describes it stand, its colour, and whether it is checked."""
    first = last = index
    color, is_checked = None, False
    for step in (-1, 1):
        at = index
        for _ in range(_REACH):
            nearer = at if step > 0 else at - 1
            if not 0 <= at + step < len(tokens) or tokens[nearer + 1 if step > 0 else at].is_after_break:
                break
            at += step
            word = tokens[at].plain
            said, checks = _color_of(word), word.startswith(_CHECKS)
            if not (said or checks or word in _SMALL):
                break
            color = said if said and color in (None, _WHITE) else color
            is_checked = is_checked or checks
            if said or checks:
                first, last = min(first, at), max(last, at)
    return first, last, color, is_checked
