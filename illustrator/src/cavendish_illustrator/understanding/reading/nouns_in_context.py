"""Reads nouns by the words that lead to them: under cherries one sits under their tree."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_food, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_HORSE: Final = "horse"
_CLOCK: Final = "wall-clock"
_HOUSE: Final = "house"
_OWN: Final = frozenset({"her", "his", "their", "su", "sus", "sa", "leur", "sua", "la", "da", "della", "seu"})
_ADJECTIVES_LAST: Final = frozenset({"es", "fr", "it", "pt"})
_WREATH: Final = "flower-crown"
_FRUIT: Final = frozenset({"pl", "uk", "cs", "it", "es", "pt", "fr"})
"""Languages in which a fruit and its tree have the same or nearly the same name."""
_ASTRIDE: Final = frozenset({"a", "te", "na", "zu"})
_UPON: Final = frozenset({"on", "in", "riding"})
_OF: Final = frozenset(
    {"z", "ze", "з", "із", "зі", "de", "d", "des", "di", "of", "aus", "van", "von", "do", "da", "del", "dei"}
)
_PARENTS: Final = frozenset(
    {
        "mother", "mom", "mum", "mama", "mummy", "father", "dad", "matka", "mamą", "matką", "mamie",
        "mutter", "madre", "mamá", "mère", "maman", "mamma", "mãe", "mamãe", "moeder", "мама", "мамою",
        "матір'ю", "матірю", "мамі", "máma", "mámou", "matkou", "mámě", "vater", "padre", "père", "vader",
    }
)  # fmt: skip
_BESIDE: Final = frozenset({"word", "color", "size", "state", "mood", "material", "unknown", "relation"})
_REACH: Final = 3
_FLOCKS: Final = (
    "gregge",
    "greggi",
    "troupeau",
    "rebano",
    "rebanho",
    "stado",
    "stada",
    "стад",
    "отар",
    "kudde",
    "herde",
)
_BOW: Final = "bow-tie"
_TIE: Final = "necktie"
_DRESS: Final = "dress"
_ONE_OR_THE: Final = frozenset({"un", "um", "el", "o", "su", "seu", "unos", "los", "os"})
_TRAY, _LADEN_TRAY = "tray-of-drinks", "baking-tray"
_FLOWERS: Final = "blossom"
_ITS: Final = frozenset({"its", "seiner", "seine", "ihrer", "ihre", "zijn", "sa", "su", "sua"})
_MANY: Final = "6"
_COUNTED: Final = frozenset({"subject", "role", "color", "size", "mood", "material", "state", "unknown"})
Rule = Callable[[Reading, list[Match], int], list[Match] | None]


def with_nouns_in_context(reading: Reading) -> Reading:
    """The reading in which each noun means what the words before it make of it."""
    said: list[Match] = []
    for at, match in enumerate(reading.matches):
        rule = _rule_of(match)
        new = rule(reading, said, at) if rule is not None else None
        said.extend([match] if new is None else new)
    return replace(reading, matches=said)


def _rule_of(match: Match) -> Rule | None:
    """What may become of a meaning; most stay as they are."""
    if match.topic == "subject":
        return _rule_of_thing(match.value)
    return _RULES.get(match.topic) or _RULES.get(match.value)


def _rule_of_thing(concept: str) -> Rule:
    if is_in(concept, "vessel"):
        return _as_content
    if concept in _trees():
        return _as_tree
    if is_person(concept):
        return _as_somebody
    if is_in(concept, "wearable"):
        return _as_worn
    return _as_animal if is_animal(concept) else _RULES_OF_ONE.get(concept, _of_wreath)


def _trees() -> Mapping[str, str]:
    """The trees of fruit and nuts."""
    return read_topic("nouns_in_context")["trees"]


def _as_tree(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`pod třešní`, `під грушею`: nobody sits under a fruit."""
    match = reading.matches[at]
    before = _before(reading, said, match)
    if (
        match.language not in _FRUIT
        or before is None
        or (before.topic, before.value) != ("relation", "under")
    ):
        return _of_wreath(reading, said, at)
    return [replace(match, value=_trees()[match.value], is_plural=False)]


def _before(reading: Reading, said: list[Match], match: Match) -> Match | None:
    """The relation that leads to a noun, over its articles and adjectives, in the same clause."""
    if reading.tokens[match.start].is_after_break:
        return None
    for one in said[: -_REACH - 1 : -1]:
        if one.topic == "relation":
            return one
        if one.topic not in _BESIDE or reading.tokens[one.start].is_after_break:
            return None
    return None


def _as_animal(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """A horse that one only sits astride, or a flock."""
    match = reading.matches[at]
    return _as_mount(reading, at) if match.value == _HORSE else _as_flock(reading, said, at)


def _as_mount(reading: Reading, at: int) -> list[Match] | None:
    """`à cheval sur un escargot`, `te paard op een slak`: the horse is only how one sits on it."""
    match = reading.matches[at]
    following = reading.matches[at + 1] if at + 1 < len(reading.matches) else None
    if following is None or not _is_astride(reading, match):
        return None
    later = [one for one in reading.matches[at + 1 : at + 2 + _REACH] if one.topic in {"subject", "role"}]
    is_upon = following.value in _UPON or reading.tokens[following.start].plain in _OF
    if not later or not is_upon or not is_animal(later[0].value) or later[0].value == _HORSE:
        return None
    return [replace(match, topic="relation", value="riding")]


def _as_seat(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """The `on` of `riding on` says nothing more."""
    match = reading.matches[at]
    is_ridden = bool(said) and (said[-1].topic, said[-1].value) == ("relation", "riding")
    return [] if is_ridden and said[-1].end == match.start and match.value in _UPON else None


def _as_flock(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`un gregge`, `un troupeau de moutons`: a word for many."""
    match = reading.matches[at]
    is_many = reading.tokens[match.start].plain.startswith(_FLOCKS)
    is_counted = bool(said) and said[-1].topic == "number"
    return [replace(match, topic="number", value=_MANY), match] if is_many and not is_counted else None


def _as_watering(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`geeft de planten water`, `die planten water geeft`: who gives water waters."""
    match = reading.matches[at]
    near = reading.tokens[max(0, match.start - 1) : match.end + _REACH + 2]
    if match.language != "nl" or all(token.plain != "water" for token in near):
        return None
    said[:] = [one for one in said if one.topic != "unknown" or reading.words(one) != "water"]
    return [replace(match, value="watering")]


def _as_content(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`a cup of black coffee` is one cup, though both words mean it."""
    match = reading.matches[at]
    place = len(said) - 1
    while place >= 0 and _goes_on(reading, said[place]) and said[place].value not in {"and", "with"}:
        place -= 1
    is_again = 0 <= place < len(said) - 1 and said[place].value == match.value and not match.is_plural
    if not is_again or reading.tokens[match.start].is_after_break:
        return _as_tree(reading, said, at) if match.value in _trees() else None
    first = said[place]
    said[place] = replace(first, topic="word", value="stop")
    return [replace(match, is_plural=first.is_plural)]


def _as_motif(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`ein Pulli mit Rentiermuster`: the pattern that a thing has is no piece of its own."""
    match = reading.matches[at]
    place = len(said) - 1
    while place >= 0 and said[place].value != "with":
        if reading.tokens[said[place].start].is_after_break:
            return None
        place -= 1
    is_of_thing = place > 0 and said[place - 1].topic in {"subject", "unknown"}
    return [replace(match, topic="word", value="stop")] if is_of_thing and match.value == "pattern" else None


def _is_astride(reading: Reading, match: Match) -> bool:
    first = reading.tokens[match.start].plain
    before = reading.tokens[match.start - 1].plain if match.start else ""
    return (match.end - match.start > 1 and first in _ASTRIDE) or before in _ASTRIDE


def _of_wreath(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`wianek z chabrów i maków`: what a wreath is bound of is nothing besides it."""
    match = reading.matches[at]
    if is_animal(match.value) or is_in(match.value, "wearable"):
        return None
    place = len(said) - 1
    while place >= 0 and _goes_on(reading, said[place]):
        place -= 1
    is_bound = place >= 0 and said[place].value == _WREATH and place + 1 < len(said)
    if not is_bound or reading.tokens[said[place + 1].start].plain not in _OF:
        return None
    for index in range(place + 1, len(said)):
        if said[index].value == "with":
            said[index] = replace(said[index], value="stop")
    return [replace(match, topic="word", value="stop")]


def _goes_on(reading: Reading, one: Match) -> bool:
    is_joint = one.topic == "word" and one.value in {"stop", "with", "and"}
    return (is_joint or one.topic in {"color", "size"}) and not reading.tokens[one.start].is_after_break


def _as_costume(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`casque de pompier`, `у касці пожежника`: whoever wears it is dressed as one."""
    match = reading.matches[at]
    place = len(said) - 1
    if place >= 0 and said[place].topic == "word" and reading.words(said[place]) in _OF:
        place -= 1
    worn = said[place] if place >= 0 and match.language != "en" else None
    if worn is None or worn.topic != "subject" or not is_in(worn.value, "wearable"):
        return None
    is_apart = any(token.is_after_break for token in reading.tokens[worn.end : match.end])
    is_close = match.start - worn.end <= 1 and not is_apart
    return [replace(match, topic="word", value="dress"), match] if is_close else None


def _as_somebody(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`una mujer pelirroja`: right after somebody the word only tells her hair."""
    match = reading.matches[at]
    before = said[-1] if said and match.end - match.start == 1 else None
    is_adjective = before is not None and before.end == match.start and match.value == before.value
    if is_adjective and match.language in _ADJECTIVES_LAST and not reading.tokens[match.start].is_after_break:
        return [replace(match, topic="unknown", value=reading.tokens[match.start].plain)]
    return _as_parent(reading, said, at)


def _as_home(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`en la cocina de su casa`: whose house a room is in is not seen."""
    match, tokens = reading.matches[at], reading.tokens
    first = match.start - 1 if match.start and tokens[match.start - 1].plain in _OWN else match.start
    is_of = first > 0 and tokens[first - 1].plain in _OF
    places = [one for one in said if one.end == (first - 1 if is_of else first)]
    if not places or places[0].topic != "setting" or not (is_of or tokens[first].plain in _OWN):
        return _of_wreath(reading, said, at)
    return [replace(match, topic="word", value="stop")]


def _as_hour(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`um vier Uhr`: that hour has no clocks."""
    match = reading.matches[at]
    if match.language != "de" or not said or said[-1].topic != "number" or match.end - match.start != 1:
        return None
    said[-1] = replace(said[-1], topic="word", value="stop")
    return [replace(match, topic="word", value="stop")]


def _as_parent(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`ducklings behind their mother`: she is a duck, and they are small."""
    match = reading.matches[at]
    first = next((k for k, one in enumerate(said) if one.topic in {"subject", "role"}), None)
    if first is None or not is_animal(said[first].value) or match.end - match.start != 1:
        return None
    is_led = _before(reading, said, match) is not None or any(one.topic == "pose" for one in said[first:])
    is_only = not any(is_person(one.value) for one in said if one.topic in {"subject", "role"})
    if reading.tokens[match.start].raw not in _PARENTS or not (is_led and is_only):
        return None
    is_own = match.start > 0 and reading.tokens[match.start - 1].plain in _ITS
    if not (is_own or said[first].is_plural or said[first].value in _grown()):
        return None
    kind = _grown().get(said[first].value, said[first].value)
    small = replace(said[first], topic="size", value="small")
    said.insert(first, small)
    return [replace(match, topic="word", value="another"), replace(match, value=kind)]


def _grown() -> Mapping[str, str]:
    """What the young of some animals are when they are grown."""
    return read_topic("nouns_in_context")["grown"]


def _as_couple(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`ein tanzendes Paar`: two people, where nothing is counted by it."""
    match = reading.matches[at]
    following = reading.matches[at + 1] if at + 1 < len(reading.matches) else None
    is_last = following is None or reading.tokens[following.start].is_after_break
    is_counting = following is not None and not is_last and following.topic in _COUNTED
    is_led = bool(said) and not reading.tokens[match.start].is_after_break
    if reading.tokens[match.start].plain != "paar" or match.language != "de" or is_counting or not is_led:
        return None
    return [replace(match, topic="subject", value="couple")]


def _as_counted(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`a unicorn with three stars`: what is counted is there, and neither light nor weather."""
    match = reading.matches[at]
    if not said or said[-1].topic != "number" or said[-1].end != match.start or said[-1].value == "1":
        return None
    word = reading.tokens[match.start].plain
    signs = read_topic("emblem_words").items()
    sign = next((name for name, words in signs if word in str(words).split()), None)
    return None if sign is None else [replace(match, topic="subject", value=sign, is_plural=True)]


def _as_filling(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`ein Korb voller Blumen`: they are in it, where a wall would be overgrown."""
    match = reading.matches[at]
    is_vessel = bool(said) and said[-1].topic == "subject" and is_in(said[-1].value, "vessel")
    if not is_vessel or reading.tokens[match.start].is_after_break:
        return None
    flowers = replace(match, topic="subject", value=_FLOWERS, is_plural=True)
    return [replace(match, topic="word", value="with"), flowers]


def _as_tray(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`a tray of fresh croissants` has no drinks on it."""
    match = reading.matches[at]
    for one in reading.matches[at + 1 : at + 5]:
        if reading.tokens[one.start].is_after_break or one.topic in {"relation", "pose"}:
            break
        if one.topic == "subject":
            is_laden = is_food(one.value) and not is_in(one.value, "vessel")
            return [replace(match, value=_LADEN_TRAY)] if is_laden else None
    return _of_wreath(reading, said, at)


def _as_worn(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`in dinosaur pajamas`: the animal is only on what is worn."""
    match, animal = reading.matches[at], said[-1] if said else None
    if match.value == _TIE and animal is not None and animal.value == _BOW and animal.end == match.start:
        return [replace(match, topic="word", value="stop")]  # `a fox with a bow tie`
    is_close = (
        animal is not None and animal.end == match.start and not reading.tokens[match.start].is_after_break
    )
    if animal is None or not is_close or match.language != "en" or not is_animal(animal.value):
        return _of_wreath(reading, said, at)
    led = next((one for one in reversed(said[:-1]) if one.value != "stop" and one.topic != "color"), None)
    if led is None or led.value not in {"in", "with", "wearing"} or animal.is_plural:
        return None
    said[-1] = replace(animal, topic="word", value="stop")
    return None


def _as_bow(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`eine Gans mit einer Schleife um den Hals` wears it; a parcel is tied with it."""
    match = reading.matches[at]
    is_worn = (
        bool(said)
        and said[-1].topic == "subject"
        and (is_animal(said[-1].value) or is_person(said[-1].value))
    )
    if not is_worn or reading.tokens[match.start].is_after_break:
        return None
    return [replace(match, topic="word", value="with"), replace(match, topic="subject", value=_BOW)]


def _as_dress(reading: Reading, said: list[Match], at: int) -> list[Match] | None:
    """`una niña con un vestido de lunares`: after an article it is a dress, else one is dressed as that."""
    match = reading.matches[at]
    is_noun = bool(said) and said[-1].end == match.start and reading.words(said[-1]) in _ONE_OR_THE
    starts = reading.tokens[match.start].plain.startswith("vestido")
    return [replace(match, topic="subject", value=_DRESS)] if is_noun and starts else None


_RULES_OF_ONE: Final[Mapping[str, Rule]] = {_CLOCK: _as_hour, _HOUSE: _as_home, _TRAY: _as_tray}
_RULES: Final[Mapping[str, Rule]] = {
    "role": _as_costume,
    "relation": _as_seat,
    "in": _as_seat,
    "kind": _as_motif,
    "giving": _as_watering,
    "number": _as_couple,
    "time": _as_counted,
    "weather": _as_counted,
    "overgrown": _as_filling,
    "tied": _as_bow,
    "dress": _as_dress,
}
