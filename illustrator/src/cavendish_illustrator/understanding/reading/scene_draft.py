"""The picture while it is being read: subjects and relations that can still change."""

from dataclasses import dataclass, field, fields, replace
from typing import Final

from cavendish_illustrator.artwork.asset_pack import find_icon
from cavendish_illustrator.picture_spec import Relation, RelationKind, Spot, Subject
from cavendish_illustrator.understanding.reading.compared_sizes import LIKE, size_beside
from cavendish_illustrator.understanding.reading.stuff_of_things import stuff_in_name, worn_color
from cavendish_illustrator.understanding.reading.verb_poses import OF_THE_LIVING
from cavendish_illustrator.vocabulary.concept_classes import (
    can_act,
    is_animal,
    is_animate,
    is_food,
    is_grown,
    is_in,
    is_person,
)

MOST_SUBJECTS: Final = 14
"""A drawer can place no more; further things are reported as not understood."""
MOST_COUNTED: Final = 20
BUILDS: Final = frozenset({"stout", "gaunt"})
ROBOT, BROKEN = "robot", "cracked"
"""States of the living."""
PLURAL_COUNT: Final = 3
"""How many `birds` are when no number is given."""


@dataclass(slots=True)
class Attributes:
    """What was said of a thing, before or after its name."""

    count: int | None = None
    color: str | None = None
    size: str | None = None
    material: str | None = None
    state: str | None = None
    pattern: str | None = None
    pattern_color: str | None = None
    pose: str | None = None
    mood: str | None = None
    role: str | None = None
    hair: str | None = None
    hair_style: str | None = None
    is_family: bool | None = None

    def copy(self) -> "Attributes":
        return replace(self)

    def fill(self, other: "Attributes") -> None:
        """Take over what is not known yet."""
        for one in fields(self):
            if getattr(self, one.name) is None:
                setattr(self, one.name, getattr(other, one.name))


@dataclass(slots=True)
class DraftSubject:
    concept: str
    word: str
    attributes: Attributes
    is_plural: bool = False
    at: int = -1
    """The token it was named by."""
    spot: Spot | None = None
    is_one_more: bool = False
    """Named with `a`, or in a language without articles: `a cat and a dog and a cat` are two cats."""

    def to_subject(self) -> Subject:
        said = self.attributes
        count = said.count or (PLURAL_COUNT if self.is_plural else 1)
        is_stack = said.state == "stacked" and said.count is not None
        if not is_stack and (is_in(self.concept, "wearable") or is_in(self.concept, "never_counted")):
            count = 1
        return Subject(
            concept=self.concept,
            word=self.word,
            count=min(count, MOST_COUNTED),
            color=_color(self.concept, self.word, said),
            size=_size(self.concept, said.size),
            size_like=_compared(said.size),
            material=_material(self.concept, self.word, said.material),
            state=_state(self.concept, said.state),
            pattern=said.pattern,
            pattern_color=said.pattern_color,
            pose=_pose(self.concept, said.pose),
            mood=said.mood,
            role=said.role,
            hair=said.hair,
            hair_style=said.hair_style,
            spot=self.spot,
            is_family=bool(said.is_family),
        )


_TASTES: Final = frozenset({"cheese", "candy", "flowers", "leaves"})
"""Of food they say what it tastes of."""


_BURNING_ANYWAY: Final = frozenset(
    {
        "candle", "advent-wreath", "menorah", "candlestick", "scented-candle", "fire", "blaze", "wood",
        "log-pile", "lamp", "lantern", "torch", "birthday-cake", "matchbox", "cigarette", "campfire",
        "fireplace", "brazier", "jack-o-lantern", "red-heart", "sun-face", "star",
    }
)  # fmt: skip


_OWN_STUFF: Final = {
    "wicker": frozenset({"basket", "laundry-basket", "bamboo-stalks", "beach-basket-chair", "picnic-basket"}),
    "leather": frozenset({"briefcase", "belt-leather", "wallet-leather", "armchair", "saddle"}),
    "denim": frozenset({"jeans"}),
    "rust": frozenset({"ghost-train"}),
    "clay": frozenset({"flower-pot", "amphora", "geranium-pot", "tagine-pot"}),
}
"""Things whose drawings show that stuff anyway."""


def _state(concept: str, state: str | None) -> str | None:
    """Bodies are stout or gaunt, a robot breaks; only things are stacked, cut or melting."""
    is_apt = state == BROKEN if concept == ROBOT else state in BUILDS if is_animate(concept) else False
    is_thing = not is_animate(concept) and state not in BUILDS
    return state if is_apt or is_thing else None


def _color(concept: str, word: str, said: Attributes) -> str | None:
    color = None if _is_taste(concept, said.color) else said.color
    return color or worn_color(concept, word, said.material)


def _material(concept: str, word: str, material: str | None) -> str | None:
    return None if _is_no_material(concept, material) else material or stuff_in_name(concept, word)


def _is_no_material(concept: str, material: str | None) -> bool:
    """What food tastes of, and the fire of what burns by itself."""
    is_taste = material in _TASTES and is_food(concept)
    is_own = concept in _OWN_STUFF.get(material or "", ())
    return is_taste or is_own or (material == "fire" and concept in _BURNING_ANYWAY)


_TASTE_COLORS: Final = frozenset(
    {"#f7b58c", "#e0218a", "#8e1b3c", "#b7cf86", "#f6e04a", "#6b2a55", "#b9752f", "#b9a2dc"}
)
"""Shades whose words say of food what it tastes of: Polish `malinowy`."""


def _is_taste(concept: str, color: str | None) -> bool:
    """Whether a word for a shade says of a dish or a plant what it is made or bears."""
    return color in _TASTE_COLORS and is_grown(concept) and not is_in(concept, "tinted_by_taste")


def _pose(concept: str, pose: str | None) -> str | None:
    """What somebody does; a rose that lies there does not sleep."""
    is_alive = (
        is_animate(concept) or (can_act(concept) and pose != "sleeping") or is_in(concept, "comes_alive")
    )
    return pose if is_alive or pose not in OF_THE_LIVING else None


def _size(concept: str, size: str | None) -> str | None:
    """The word for its size, also where another thing tells it."""
    compared = _compared(size)
    return size if compared is None else size_beside(concept, compared)


def _compared(size: str | None) -> str | None:
    return size.removeprefix(LIKE) if size is not None and size.startswith(LIKE) else None


@dataclass(slots=True)
class SceneDraft:
    """Subjects in the order of the prompt; `head` is the one that later words are about."""

    subjects: list[DraftSubject] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    head: int | None = None
    left_out: list[str] = field(default_factory=list)

    def head_subject(self) -> DraftSubject | None:
        return None if self.head is None else self.subjects[self.head]

    def find(self, concept: str) -> int | None:
        """The last subject of that concept."""
        found = [index for index, subject in enumerate(self.subjects) if subject.concept == concept]
        return found[-1] if found else None

    def add(self, subject: DraftSubject) -> int | None:
        """Its index, or None where the picture is full."""
        if len(self.subjects) >= MOST_SUBJECTS:
            self.left_out.append(subject.word)
            return None
        self.subjects.append(subject)
        return len(self.subjects) - 1

    def relate(self, kind: RelationKind, subject: int, target: int) -> None:
        relation = Relation(kind=kind, subject=subject, target=target)
        if subject != target and relation not in self.relations:
            self.relations.append(relation)

    def pop_last(self) -> DraftSubject:
        """Take the last subject away again, with its relations."""
        index = len(self.subjects) - 1
        self.relations = [item for item in self.relations if index not in (item.subject, item.target)]
        if self.head == index:
            self.head = index - 1 if index else None
        return self.subjects.pop()


_SHUT: Final = frozenset({"lotion-bottle", "wine-glass", "hot-beverage"})
"""Olives lie beside a bottle, not in it."""
_STRANGERS: Final = frozenset({"alien", "monster", "skeleton", "zombie", "yeti"})
WITH: Final = "with"
IN: Final = "in"


_FOOTWEAR: Final = frozenset({"boot", "womans-boot", "sneaker", "mans-shoe"})

_IN_SEVERAL: Final = ("ach", "ách", "ích", "ах", "ях")
"""How Slavic words end that somebody is in, and that are many."""


def as_inside(word: str, shoe: DraftSubject, who: DraftSubject) -> str:
    """`tres gatitos en una bota` are in it; a cat in boots wears them."""
    is_pair = shoe.is_plural or shoe.word.endswith(_IN_SEVERAL)
    is_slipped_into = shoe.concept in _FOOTWEAR and not is_pair and is_animal(who.concept)
    return "inside" if word == IN and is_slipped_into else word


def relation_of(word: str, head: str, new: str) -> tuple[RelationKind, bool]:
    """The relation that a word makes between two concepts, and whether the new one is its subject.

    `word` is a value of `RelationKind`, `with` or `in`: the things decide what these two mean.
    """
    if word == IN and new == _SHOE and is_animal(head):
        return RelationKind.INSIDE, False  # `tre gattini in una scarpa`
    if is_in(new, "wearable") and is_animate(head) and word in {WITH, IN, "wearing", "on"}:
        return RelationKind.WEARING, False
    if _is_dressed_thing(word, head, new):
        return RelationKind.WEARING, False
    if word == WITH:
        return _with(head, new)
    if word == IN:
        return _in(head, new), False
    return _sensible(RelationKind(word), head, new), False


_SHOE: Final = "sneaker"
_IN_THE_SKY: Final = frozenset({"sun-face", "full-moon-face", "cloud-sign", "star", "ringed-planet"})
_ALOFT: Final = frozenset(
    {*_IN_THE_SKY, "rainbow", "cloud", "comet", "lightning", "fireworks", "crescent-moon"}
)
"""What nobody has in hand: `a unicorn with a rainbow`."""
_COSTUME: Final = frozenset({"cape", "boxing-glove", "pyjamas", "nightcap", "eyepatch"})
"""What a thing that is with it can only wear."""


def _is_dressed_thing(word: str, head: str, new: str) -> bool:
    """`a pineapple wearing sunglasses`, `an avocado with a hat`: what has no head can still be funny."""
    is_costume = is_in(new, "wearable") and can_act(head)
    if not (is_in(new, "headgear") or is_costume) or is_in(head, "too_big_to_hold"):
        return False
    if is_costume and new in _COSTUME:
        return word in {WITH, IN, "wearing"}
    return word == "wearing" or (word in {WITH, IN} and (is_grown(head) or head in _IN_THE_SKY))


_PLATES: Final = frozenset({"fork-and-knife-with-plate", "plate-flat"})


def _in(head: str, new: str) -> RelationKind:
    if is_animate(head) and is_in(new, "mount"):
        return RelationKind.RIDING
    if is_in(new, "stood_on") or (is_food(head) and new in _PLATES):
        return RelationKind.ON  # `en el radiador`, `num prato`
    is_too_small = is_person(head) and is_in(new, "small_container")
    return RelationKind.INSIDE if is_in(new, "container") and not is_too_small else RelationKind.BESIDE


def _sensible(kind: RelationKind, head: str, new: str) -> RelationKind:
    """What the named relation must mean between these two: nobody holds a piano."""
    match kind:
        case RelationKind.INSIDE | RelationKind.ON if _is_no_ground(kind, head, new):
            return RelationKind.BESIDE
        case RelationKind.WEARING:
            return RelationKind.HOLDING if is_animate(head) else RelationKind.ON
        case RelationKind.HOLDING if not can_act(head) or not _fits_in_hands(new):
            return RelationKind.BESIDE
        case RelationKind.RIDING if not (is_in(new, "rideable") or (is_person(head) and is_animal(new))):
            return RelationKind.ON
        case RelationKind.ON if is_animate(head) and is_in(new, "mount"):
            return RelationKind.RIDING
        case _:
            return kind


def _is_no_ground(kind: RelationKind, head: str, new: str) -> bool:
    """Nobody stands on a cake or in a cup."""
    if kind is RelationKind.INSIDE:
        return is_person(head) and is_in(new, "small_container")
    return is_person(head) and is_food(new) and not is_in(new, "vessel")


def _fits_in_hands(new: str) -> bool:
    """Nobody holds a piano, and to read to children is not to hold them."""
    return not is_in(new, "too_big_to_hold") and (not is_person(new) or new == "baby")


_OF_TABLES: Final = (47, 48)
"""The subgroups of drinks and of what food is made and eaten with."""


def serves(concept: str) -> bool:
    """Whether it stands or lies beside food: jugs, bowls, knives and what is drunk."""
    facts = find_icon(concept)
    return is_in(concept, "vessel") or (facts is not None and facts.subgroup in _OF_TABLES)


def _with(head: str, new: str) -> tuple[RelationKind, bool]:
    if is_in(head, "vessel") or (is_animate(new) and is_in(head, "manned")):
        is_shut = head in _SHUT and is_grown(new)
        return (RelationKind.BESIDE, False) if is_shut else (RelationKind.INSIDE, True)
    if is_person(new) and not is_animate(head):
        return RelationKind.BESIDE, False
    if is_in(head, "decked") and not is_animate(new):
        return RelationKind.ON, True
    if is_animate(head):
        if new in _ALOFT:
            return RelationKind.BESIDE, False
        is_companion = is_animal(new) or is_person(new) or is_in(new, "too_big_to_hold") or new in _STRANGERS
        return (RelationKind.BESIDE if is_companion else RelationKind.HOLDING), False
    is_laid = is_in(new, "topping") or is_in(new, "wearable") or not (is_food(new) or serves(new))
    is_on_top = is_food(head) and is_laid
    return (RelationKind.ON, True) if is_on_top else (RelationKind.BESIDE, False)
