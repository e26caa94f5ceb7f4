"""Leaves out whose a thing is: in `my sister's dog` and `le chien de ma sœur` there is but a dog."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_NOUNS: Final = frozenset({"subject", "role"})
_OWN: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset({"my", "your", "his", "her", "our", "their"}),
    "pl": frozenset({"mojej", "mojego", "twojej", "twojego", "jej", "jego", "naszej", "naszego", "ich"}),
    "de": frozenset(
        {"meiner", "meines", "deiner", "deines", "seiner", "seines", "ihrer", "ihres", "unserer"}
    ),
    "es": frozenset({"mi", "mis", "tu", "tus", "su", "sus", "nuestra", "nuestro"}),
    "fr": frozenset({"ma", "mon", "mes", "ta", "ton", "sa", "son", "ses", "notre", "votre", "leur"}),
    "it": frozenset({"mia", "mio", "tua", "tuo", "sua", "suo", "nostra", "nostro"}),
    "pt": frozenset({"minha", "meu", "sua", "seu", "tua", "teu", "nossa", "nosso"}),
    "nl": frozenset({"mijn", "jouw", "zijn", "haar", "onze", "hun"}),
    "uk": frozenset({"моєї", "мого", "твоєї", "твого", "його", "її", "нашої", "нашого", "їхньої"}),
    "cs": frozenset({"mé", "mojí", "mého", "tvé", "jeho", "její", "naší", "našeho"}),
}
_OF: Final = frozenset({"de", "di", "da", "do", "della", "del", "van", "of", "dela"})
_OF_THE: Final[Mapping[str, frozenset[tuple[str, ...]]]] = {
    "de": frozenset({("der",), ("des",)}),
    "nl": frozenset({("van",), ("van", "de"), ("van", "mijn"), ("van", "haar"), ("van", "zijn")}),
    "fr": frozenset({("du",), ("de", "la"), ("de", "l")}),
    "es": frozenset({("del",), ("de", "la")}),
    "it": frozenset({("del",), ("della",), ("dell",), ("dello",)}),
    "pt": frozenset({("do",), ("da",)}),
}
_DECLINED: Final = frozenset({"de", "nl"})
"""Languages whose words for `of` lead to nobody who does something."""
_GENITIVE: Final = "s"
_APOSTROPHES: Final = frozenset({"en", "nl"})
_DEEDS: Final = frozenset({"pose", "relation"})
_OF_HANDS: Final = frozenset({"holding", "wearing", "riding"})
_OWNED: Final = frozenset({*_NOUNS, "setting"})


def without_owners(reading: Reading) -> Reading:
    """The reading with every person left out who only says whose a thing is."""
    gone = {at for at, match in enumerate(reading.matches) if _is_owner(reading, at, match)}
    if not gone:
        return reading
    matches = [
        replace(match, topic="word", value="stop") if at in gone else match
        for at, match in enumerate(reading.matches)
    ]
    return replace(reading, matches=matches)


def _is_owner(reading: Reading, at: int, match: Match) -> bool:
    own = _OWN.get(reading.language, frozenset())
    before = reading.tokens[match.start - 1] if match.start else None
    if match.topic not in _NOUNS or not is_person(match.value):
        return False
    if reading.language in _APOSTROPHES and _owns_what_follows(reading, at):
        return True
    is_own = before is not None and before.raw in own and reading.language != "en"
    return (is_own and _follows_its_own(reading, match)) or _is_whose(reading, at)


def _is_whose(reading: Reading, at: int) -> bool:
    """`le chat du voisin`, `la casa del pescador`: one known person, who does nothing there."""
    match = reading.matches[at]
    following = reading.matches[at + 1] if at + 1 < len(reading.matches) else None
    does = following is not None and (following.topic == "pose" or following.value in _OF_HANDS)
    if match.is_plural or (does and reading.language not in _DECLINED) or _is_apart(reading, match):
        return False
    ends = {
        match.start - size
        for size in (1, 2)
        if match.start >= size
        and tuple(t.raw for t in reading.tokens[match.start - size : match.start])
        in _OF_THE.get(reading.language, ())
    }
    owned = next((one for one in reading.matches[:at] if one.end in ends), None)
    if owned is None or owned.topic not in {"subject", "setting"}:
        return False
    return owned.topic == "setting" or not is_person(owned.value)


def _is_apart(reading: Reading, match: Match) -> bool:
    """Whether a comma stands before it or its article."""
    return any(token.is_after_break for token in reading.tokens[max(0, match.start - 1) : match.end])


def _owns_what_follows(reading: Reading, at: int) -> bool:
    """`my sister's dog`, `oma's servies`: the apostrophe leaves an `s`, and a thing comes soon after."""
    end = reading.matches[at].end
    if end >= len(reading.tokens) or reading.tokens[end].plain != _GENITIVE:
        return False
    for one in reading.matches[at + 1 : at + 5]:
        if reading.tokens[one.start].is_after_break or one.topic in _DEEDS:
            return False
        if one.topic in _OWNED:
            return True
    return reading.language != "en" and reading.matches[at + 1 :] != []


def _follows_its_own(reading: Reading, match: Match) -> bool:
    """`pies mojej siostry`, `el gato de mi vecina`: right after what is owned."""
    first = match.start - 1
    if first and reading.tokens[first - 1].plain in _OF:
        first -= 1
    broken = any(reading.tokens[index].is_after_break for index in range(first, match.start + 1))
    owned = (one for one in reading.matches if one.end == first and one.topic in _NOUNS)
    return not broken and any(not is_person(one.value) for one in owned)
