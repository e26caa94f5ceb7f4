"""What a card says: its texts, its title or what suits the occasion, and the dates under it."""

from functools import cache
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.text_zones import texts_by_place

BIRTHDAY: Final = (
    "birthday", "urodzin", "geburtstag", "cumple", "anniversaire", "compleanno", "verjaardag", "narozenin",
    "народження", "aniversário de", "festa de aniversário",
)  # fmt: skip
CHRISTMAS: Final = (
    "christmas",
    "xmas",
    "święt",
    "bożego",
    "weihnacht",
    "navid",
    "noël",
    "natale",
    "natal",
    "kerst",
    "vánoc",
    "різдв",
)
WEDDING: Final = (
    "wedding", "ślub", "wesel", "hochzeit", "boda", "mariage", "matrimonio", "casamento", "bruiloft",
    "весілл", "svatb", "nozze", "trouw",
)  # fmt: skip
ANNIVERSARY: Final = (
    "wedding anniversary", "rocznic", "hochzeitstag", "aniversario de bodas", "anniversaire de mariage",
    "anniversario di matrimonio", "bodas de ouro", "bodas de prata", "trouwdag", "huwelijksjubileum",
    "річниц", "výročí svatby", "golden wedding", "silver wedding", "goldene hochzeit",
)  # fmt: skip
_OCCASIONS: Final = (
    ("anniversary", ANNIVERSARY),
    ("wedding", WEDDING),
    ("birthday", BIRTHDAY),
    ("christmas", CHRISTMAS),
    ("love", ("valent", "walent", "san valent")),
)
_INVITING: Final = (
    "invit", "zaprosz", "einlad", "uitnod", "convite", "запрош", "pozván", "partecipaz", "save the date",
)  # fmt: skip


_SAVE_THE_DATE: Final = (
    "save the date", "save-the-date", "zarezerwuj dat", "reserva la fecha", "réservez la date",
    "reservez la date", "salva la data", "guarde a data", "збережіть дату", "rezervujte si datum",
)  # fmt: skip
_SAID_FIRST: Final = frozenset({"baby", "thanks", "get_well", "condolence", "farewell", "sorry"})
"""Topics that say more than the feast they are for: thanks to wedding guests."""
_BLANK: Final = 11
"""Dots of a blank."""


@cache
def _wishes() -> dict[str, dict[str, str]]:
    return read_table("designs/wishes.toml")


def wish_for(occasion: str, language: str) -> str:
    """The words of an occasion, in English where the language has none."""
    return _wishes()[occasion].get(language, _wishes()[occasion]["en"])


def is_invitation(spec: PictureSpec) -> bool:
    """Whether the card asks somebody to come."""
    words = spec.prompt.lower()
    return any(stem in words for stem in _INVITING)


def card_wish(spec: PictureSpec) -> str:
    """What suits the card in the prompt's language where nothing is quoted; its title where it invites."""
    words = spec.prompt.lower()
    if any(stem in words for stem in _SAVE_THE_DATE):
        return wish_for("save_the_date", spec.language)
    if is_invitation(spec) and spec.title:
        return spec.title
    if spec.topic in _SAID_FIRST:
        return wish_for(spec.topic, spec.language)
    for occasion, stems in _OCCASIONS:
        if any(stem in words for stem in stems):
            return wish_for(occasion, spec.language)
    if is_invitation(spec):
        return wish_for("invitation", spec.language)
    return wish_for(spec.topic, spec.language) if spec.topic in _wishes() else spec.title


def card_title(spec: PictureSpec) -> str:
    """The large words: the quoted text that stands at the top or in the middle, else the wish."""
    if spec.texts or "text" in spec.excluded:
        places = texts_by_place(spec)
        return " ".join([*places["top"], *places["middle"]])
    return card_wish(spec)


def card_above(spec: PictureSpec) -> str:
    """The word for an invitation over its title, where the title does not say it."""
    if "text" in spec.excluded or not is_invitation(spec):
        return ""
    if card_title(spec) == wish_for("save_the_date", spec.language):
        return ""
    word = wish_for("invitation", spec.language)
    said = card_title(spec).lower()
    return "" if word.lower() in said or any(stem in said for stem in _INVITING) else word.upper()


def when_and_where(spec: PictureSpec) -> str:
    """Blanks to be filled in by hand, on an invitation that names neither day nor place."""
    if "text" in spec.excluded or spec.texts or not is_invitation(spec):
        return ""
    words = (word.strip() for word in wish_for("when_where", spec.language).split(","))
    return "     ".join(f"{word}: {'. ' * _BLANK}" for word in words)


def card_foot(spec: PictureSpec) -> str:
    """What stands apart at the foot: texts asked for there, those after the first, and dates."""
    if "text" in spec.excluded:
        return ""
    title = card_title(spec)
    return " · ".join(text for text in texts_by_place(spec)["bottom"] if text not in title)


def card_lines(spec: PictureSpec) -> tuple[list[str], str, list[str]]:
    """The lines before the large words, those words, and the lines after them."""
    if "text" in spec.excluded:
        return [], "", []
    title = card_title(spec)
    after = [text for text in texts_by_place(spec)["bottom"] if text not in title]
    occasion = wish_for("wedding", spec.language)
    words = spec.prompt.lower()
    is_wedding = any(stem in words for stem in WEDDING) and not any(stem in words for stem in ANNIVERSARY)
    is_couple = " & " in title and is_wedding
    return ([occasion] if is_couple else []), title or card_wish(spec), after
