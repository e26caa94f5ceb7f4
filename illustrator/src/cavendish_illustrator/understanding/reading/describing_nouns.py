"""Words for people that only say which, how many or how old the animals after them are."""

from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.understanding.reading.scene_draft import Attributes, SceneDraft
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.word_genders import says_gender

_YOUNG: Final = frozenset({"child", "children", "baby", "boy", "girl"})
_FOR: Final = frozenset({"for", "dla", "fur", "para", "pour", "per", "voor", "для", "pro"})
_OWN: Final = frozenset(
    {
        "my", "our", "moja", "mojej", "mojego", "mojemu", "meine", "meinen", "meiner", "mi", "mis", "ma",
        "mon", "mes", "mia", "mio", "minha", "meu", "mijn", "onze", "мого", "моєї", "muj", "moji", "meho",
        "nuestra",
    }
)  # fmt: skip
_KINDS: Final = {
    "dog": frozenset({"wolf"}),
    "cat": frozenset(
        {
            "black-cat", "tabby-cat", "calico-cat", "tuxedo-cat", "siamese-cat", "persian-cat", "tiger",
            "lion", "leopard", "snow-leopard", "lynx",
        }
    ),
    "bear": frozenset({"panda", "polar-bear", "red-panda", "koala"}),
    "bird": frozenset(
        {
            "robin", "sparrow", "blue-jay", "cardinal", "canary", "magpie", "woodpecker", "kingfisher",
            "crow", "parrot", "toucan", "cockatoo", "hummingbird", "pigeon", "dove", "seagull", "eagle",
            "owl",
        }
    ),
    "fish": frozenset({"clownfish", "goldfish", "koi", "tropical-fish", "salmon", "tuna", "swordfish"}),
}  # fmt: skip
"""Animals and what can be said more particularly of them, beside the breeds of dogs."""
_YOUNG_OR_GROWN: Final = frozenset({"boy", "girl", "child", "baby", "man", "woman", "person"})
_AGED: Final = frozenset({"old-woman", "old-man"})
_FANTASY: Final = frozenset(
    {"vampire", "zombie", "elf", "fairy", "mermaid", "alien", "baby-angel", "superhero"}
)
_ALSO_OLD: Final = frozenset(
    {
        "vecchia", "vecchio", "vecchi", "vecchie", "anciana", "anciano", "junge", "jungen", "junger",
        "idosa", "idoso", "giovane",
    }
)  # fmt: skip
"""Nouns for people that are adjectives before another noun."""
_FAMILY: Final = "family"
_GROUP_SIZES: Final = {"couple": 2, _FAMILY: 4, "friends": 4}


_SUITED: Final = frozenset({"man", "woman", "boy", "girl", "old-man", "old-woman", "person"})


def wears_no_role(draft: SceneDraft) -> bool:
    """Whether a costume is a suit: a man is `en costume`, and nobody is named as whom he is dressed."""
    head = draft.head_subject()
    return head is not None and draft.head == len(draft.subjects) - 1 and head.concept in _SUITED


def described_by(match: Match, later: Sequence[Match]) -> Attributes | None:
    """What `match` says of the animal named right after it; None where it is somebody itself."""
    is_one_word = match.end - match.start == 1 and not match.is_plural
    if later and is_one_word and is_person(match.value) and _is_animal(later[0]):
        return _said_by(match.value)
    if match.value not in {"baby", *_GROUP_SIZES}:
        return None
    noun = next((item for item in later if item.topic in {"subject", "role"}), None)
    between = later[: later.index(noun)] if noun else later
    is_close = all(item.topic == "word" and item.value == "stop" for item in between)
    if noun is None or not is_close:
        return None
    is_of_trade = noun.topic == "role" and noun.is_plural and match.value != "baby"
    return _said_by(match.value) if is_of_trade or is_animal(noun.value) else None


def _is_animal(match: Match) -> bool:
    return match.topic == "subject" and is_animal(match.value)


def _said_by(concept: str) -> Attributes:
    if concept == "baby":
        return Attributes(size="small")
    return Attributes(count=_GROUP_SIZES.get(concept), is_family=concept == _FAMILY or None)


def counted_by(match: Match, previous: Match | None) -> Attributes | None:
    """What a `family` right after an animal says of it: `a penguin family`."""
    is_after_animal = previous is not None and _is_animal(previous)
    return _said_by(match.value) if is_after_animal and match.value in _GROUP_SIZES else None


def is_addressee(match: Match, reading: Reading) -> bool:
    """`a birthday card for grandma` does not show her; `a wanted poster for a goblin` does."""
    is_searched = any(token.plain == "wanted" for token in reading.tokens)
    return is_person(match.value) and not is_searched and not _before(match, reading, 2).isdisjoint(_FOR)


def is_only_for(match: Match, reading: Reading, kinds: Sequence[object], subjects: Sequence[object]) -> bool:
    """Whether a piece or a picture is for somebody, who is not in it."""
    is_piece = bool(kinds) and is_addressee(match, reading)
    return is_piece or (bool(subjects) and is_for_own(match, reading)) or is_audience(match, reading)


def is_for_own(match: Match, reading: Reading) -> bool:
    """`a mermaid for my daughter's wall` does not show the daughter."""
    before = [token.plain for token in reading.tokens[max(0, match.start - 2) : match.start]]
    return is_person(match.value) and len(before) == 2 and before[0] in _FOR and before[1] in _OWN


def is_audience(match: Match, reading: Reading) -> bool:
    """`a farm scene for toddlers`, `a kids colouring page` do not show them."""
    is_young = match.value in _YOUNG and match.is_plural
    is_before_piece = any(m.topic in {"kind", "style"} and m.start == match.end for m in reading.matches)
    return is_young and (is_before_piece or not _before(match, reading, 1).isdisjoint(_FOR))


def _before(match: Match, reading: Reading, reach: int) -> set[str]:
    return {token.plain for token in reading.tokens[max(0, match.start - reach) : match.start]}


def full_name(match: Match, before: Match | None, reading: Reading) -> str:
    """The words of a noun, with `woman` or `female` right before it, which say who that doctor is."""
    words = reading.words(match)
    is_adjacent = before is not None and before.end == match.start
    said = reading.words(before) if is_adjacent and before is not None else ""
    return f"{said} {words}" if match.topic == "role" and says_gender(said) else words


def particular_of(first: str, second: str) -> str | None:
    """Which of two names of one animal says more; None where they are two animals."""
    if first == "person" and second in {"girl", "boy", "woman", "man"}:
        return second  # `a dragon rider girl`
    if second in _YOUNG_OR_GROWN | _AGED and first in _FANTASY:
        return first
    if _is_kind(second, first):
        return second
    return first if _is_kind(first, second) else None


def _is_kind(name: str, general: str) -> bool:
    is_breed = general == "dog" != name and is_in(name, "dog")
    return is_breed or name in _KINDS.get(general, ())


def only_says_age(match: Match, following: Match | None, reading: Reading) -> bool:
    """`eine junge Reiterin`, `una vecchia Fiat`: the word before a noun is no one more."""
    is_close = following is not None and following.start == match.end
    if not is_close or following is None or following.topic not in {"subject", "role"}:
        return False
    is_adjective_too = reading.tokens[match.start].plain in _ALSO_OLD
    return match.end - match.start == 1 and is_person(match.value) and is_adjective_too


_AGES: Final = (
    "year", "yr", "lat", "letni", "letk", "urodzin", "rocznic", "roczek", "jahr", "geburtstag", "ano",
    "cumple", "ans", "anniversaire", "anni", "compleann", "aniversari", "jaar", "jarig", "verjaardag",
    "рок", "річ", "років", "народжен", "let", "narozenin", "birthday", "anniversary", "grade", "klasse",
    "klas",
)  # fmt: skip
_JOINS: Final = frozenset(
    {"and", "i", "und", "y", "et", "e", "en", "і", "й", "та", "a", "who", "który", "która"}
)


def tells_age(match: Match, reading: Reading) -> bool:
    """Whether a number says how old somebody is: `6 ans`, `70. Geburtstag`, `who is 6 and loves diggers`."""
    if match.end >= len(reading.tokens):
        return False
    following = reading.tokens[match.end]
    return not following.is_after_break and (following.plain.startswith(_AGES) or following.plain in _JOINS)
