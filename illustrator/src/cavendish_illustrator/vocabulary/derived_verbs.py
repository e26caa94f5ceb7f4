"""Regular forms of listed German, Dutch and French verbs: `schnarcht` gives `schnarchen`, `schnarchend`.

What no verb is made of does no harm: nobody writes `schnächen`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

_SHORTEST: Final = 4
_VOWELS: Final = "aeiouyáéíóúàèâêîôûëïü"
_ELLED: Final = ("el", "er")
_LONG: Final = ("aa", "ee", "oo", "uu")
_VOICED: Final = {"f": "v", "s": "z"}


def derived_forms(word: str, language: str) -> Iterator[str]:
    """Other forms of a verb that is listed in one; none in languages whose lists have them all."""
    derive = _DERIVED.get(language)
    plain = word.removesuffix("*")
    if derive is not None and " " not in plain and len(plain) >= _SHORTEST:
        yield from derive(plain)


def _german(word: str) -> Iterator[str]:
    if word.endswith("end"):
        yield word[:-1]
    elif word.endswith(("en", "eln", "ern")):
        yield f"{word}d*"
    elif word.endswith("t"):
        base = word[:-1].removesuffix("e")
        infinitive = f"{base}n" if base.endswith(_ELLED) else f"{base}en"
        yield infinitive
        yield f"{infinitive}d*"


def _dutch(word: str) -> Iterator[str]:
    infinitive = _dutch_infinitive(word)
    if infinitive is None:
        return
    yield infinitive
    yield f"{infinitive}d*"
    yield _dutch_third(infinitive)


def _dutch_infinitive(word: str) -> str | None:
    if word.endswith(("end", "en")):
        return word.removesuffix("d")
    if not word.endswith("t"):
        return None
    base = word[:-1]
    last = _VOICED.get(base[-1], base[-1])
    if base[-3:-1] in _LONG:
        return f"{base[:-2]}{last}en"
    if base.endswith(_ELLED) or base[-1] in _VOWELS:
        return f"{base}en"
    if _is_short(base):
        return f"{base}{base[-1]}en"
    return f"{base[:-1]}{last if base[-2] in _VOWELS else base[-1]}en"


def _dutch_third(infinitive: str) -> str:
    """`lopen` gives `loopt`, `vissen` `vist`, `graven` `graaft`."""
    base = infinitive[:-2]
    if base[-1] == base[-2]:
        base = base[:-1]
    elif base[-1] not in _VOWELS and _is_short(base) and base[-2:] not in _ELLED:
        base = f"{base[:-1]}{base[-2]}{base[-1]}"
    back = {voiced: voiceless for voiceless, voiced in _VOICED.items()}
    base = f"{base[:-1]}{back.get(base[-1], base[-1])}"
    return base if base.endswith("t") else f"{base}t"


def _is_short(base: str) -> bool:
    """Whether one vowel alone stands before the last letter."""
    return base[-2:-1] in ("a", "e", "i", "o", "u") and base[-3:-2] not in tuple(_VOWELS)


def _french(word: str) -> Iterator[str]:
    if word.endswith("ant"):
        base = word[:-3]
        yield from (f"{base}ent", f"{base.removesuffix('e')}e")
    elif word.endswith("e"):
        base = word[:-1]
        yield f"{base}ent"
        bare = base if "è" not in base[-4:] else "é".join(base.rsplit("è", 1))
        yield f"{bare}{'e' if bare.endswith('g') else ''}ant".replace("cant", "çant")


_DERIVED: Final[Mapping[str, Callable[[str], Iterator[str]]]] = {
    "de": _german,
    "nl": _dutch,
    "fr": _french,
}
