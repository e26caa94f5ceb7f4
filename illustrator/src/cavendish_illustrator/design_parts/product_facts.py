"""What is known of packed goods: what they come in, their name, their colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES
from cavendish_illustrator.vocabulary.tokens import tokenise

_WHOLE_UP_TO: Final = 4
"""Words this short must match whole."""
_NO_TAILS: Final = frozenset(
    {"eis", "ale", "rum", "gin", "oil", "ijs", "sap", "the", "cha", "caj", "sos", "pot", "eau"}
)
"""What words of another sense end in."""
_PACKS: Final = (
    "etikett", "etiket", "flasche", "glas", "dose", "verpack", "tute", "karton", "kiste", "fles", "blik",
    "doos", "zak", "pot",
)  # fmt: skip
"""What a short word is joined with where goods and their pack are one word: `Weinetikett`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One kind of goods; `colors` are those of the pack, its paper, the letters and the accent."""

    name: str
    form: str
    motif: str
    amount: str
    colors: tuple[str, str, str, str]
    stems: tuple[str, ...]

    def is_named_in(self, text: str) -> bool:
        """Whether the words say what the goods are."""
        return any(_matches(token.plain, stem) for token in tokenise(text) for stem in self.stems)


@cache
def _rows() -> dict[str, Any]:
    return read_table("designs/products.toml")


def _matches(plain: str, stem: str) -> bool:
    """Whether a word begins with the stem, or is a compound that ends in it or in what holds it."""
    if plain == stem or (len(stem) > _WHOLE_UP_TO and plain.startswith(stem)):
        return True
    if len(stem) > 2 and plain.startswith(stem) and plain[len(stem) :].startswith(_PACKS):
        return True
    return len(stem) > 2 and len(plain) > len(stem) + 2 and plain.endswith(stem) and stem not in _NO_TAILS


def _first_place(words: list[str], stems: Sequence[str]) -> int:
    """Which word is the first to match one of the stems; -1 where none does."""
    return next((k for k, word in enumerate(words) if any(_matches(word, s) for s in stems)), -1)


def _unquoted(spec: PictureSpec) -> str:
    """The prompt without what is to be written, so far as that is given in it."""
    words = spec.prompt
    for text in spec.texts:
        words = words.replace(text, " ")
    return words


def find_product(spec: PictureSpec) -> Product:
    """The goods that the prompt names first, in the pack that it names; any goods where it names none."""
    words = [token.plain for token in tokenise(_unquoted(spec))] + [
        token.plain for token in tokenise(" ".join(spec.texts))
    ]
    rows, forms = _rows()["goods"], _rows()["forms"]["words"]
    places = {name: _first_place(words, row["words"].split()) for name, row in rows.items()}
    name = min((n for n in rows if places[n] >= 0), key=lambda n: places[n], default="any")
    asked = (form for form, stems in forms.items() if _first_place(words, stems.split()) >= 0)
    row = rows[name]
    pack, paper, ink, accent = row["colors"].split()
    return Product(
        name=row["name"].split("|")[LANGUAGES.index(spec.language)],
        form=next(asked, row["form"]),
        motif=row["motif"],
        amount=row["amount"],
        colors=(pack, paper, ink, accent),
        stems=tuple(row["words"].split()),
    )
