"""Mends who does what: everybody who looks up, moods on a bench, verbs that no list knows."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.figures.people.from_behind import FROM_BEHIND
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.mends.lessons import with_lessons
from cavendish_illustrator.understanding.mends.perched_on_somebody import with_perched
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.understanding.reading.verb_poses import deed_pose, object_relation, pose_of
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import Token, fold, tokenise

_ALL: Final = "people"
_ANYBODY: Final = "person"
_LOOKING: Final = "wondering_at"
_EMBRACING: Final = frozenset({"hugging", "kissing"})
_JOINING: Final = frozenset(
    {"and", "i", "und", "y", "et", "e", "en", "та", "і", "й", "a", "with", "mit", "z"}
)
_PREPARING: Final = "preparing"
_IDLE_COOKS: Final = frozenset(
    {None, "cooking", "stirring", "standing", "rolling_dough", "carving", "shaping_clay", "building"}
)
_RUNNING: Final = "running"
_BOARDS: Final = ("chess-set", "chess-board", "chess-pawn", "dominoes", "playing-cards")
_CARDS: Final = "card_game"
_HANDLING, _LEADING = "handling", "leading"
_OF_PEOPLE: Final = frozenset({"sad", "tired", "lonely", "grumpy"})
_MOST_BETWEEN: Final = 3
_HELD_M: Final = 0.5
"""What is no taller is in the hands of who does something unknown with it."""


def with_doers_meant(spec: PictureSpec) -> PictureSpec:
    """Return the picture where everybody looks, people have the moods, and unknown verbs their objects."""
    if spec.kind is not Kind.SCENE:
        return spec
    for mend in _MENDS:
        spec = mend(spec)
    return spec


@cache
def _words(table: str, language: str) -> tuple[str, ...]:
    rows = read_topic("doers")[table]
    return tuple(fold(rows.get(language, rows.get("any", ""))).split())


def _everybody_is_there(spec: PictureSpec) -> PictureSpec:
    """`everybody looks up`: a few people, who look into the picture where that is what they do."""
    tokens = tokenise(spec.prompt)
    unknown = {fold(word) for word in spec.not_understood}
    known = set(_words("everybody", spec.language)) & unknown
    at = next((i for i, token in enumerate(tokens[:-1]) if token.plain in known), None)
    if at is None or len(spec.subjects) >= MOST_SUBJECTS or spec.index_of(_ALL, "crowd") is not None:
        return spec
    verbs = tokens[at + 1 : at + 1 + _MOST_BETWEEN]
    is_looking = any(verb.plain.startswith(_words("looking", spec.language)) for verb in verbs)
    pose = next((found for verb in verbs if (found := pose_of(verb.plain, spec.language))), None)
    if not is_looking and pose is None:
        return spec
    everybody = Subject(concept=_ALL, word=tokens[at].raw, pose=_LOOKING if is_looking else pose)
    left = tuple(word for word in spec.not_understood if fold(word) not in known)
    return replace(spec, subjects=(*spec.subjects, everybody), not_understood=left)


def _moods_are_of_people(spec: PictureSpec) -> PictureSpec:
    """A sad bench is one that somebody sad sits on whose word is unknown."""
    for index, thing in enumerate(spec.subjects):
        is_sat_on = is_in(thing.concept, "sat_on") and thing.mood in _OF_PEOPLE
        if not is_sat_on or len(spec.subjects) >= MOST_SUBJECTS:
            continue
        spec = spec.with_subject(index, replace(thing, mood=None, pose=None))
        if any(is_animate(one.concept) for one in spec.subjects):
            continue
        sitter = Subject(concept=_ANYBODY, word=thing.word, pose="sitting", mood=thing.mood)
        tie = Relation(kind=RelationKind.ON, subject=len(spec.subjects), target=index)
        spec = replace(spec, subjects=(*spec.subjects, sitter), relations=(*spec.relations, tie))
    return spec


def _unknown_verbs_are_done(spec: PictureSpec) -> PictureSpec:
    """Who is named before a verb that no list knows has its object in hand, or the hands at it."""
    if not spec.not_understood:
        return spec
    tokens = tokenise(spec.prompt)
    unknown = {fold(word) for word in spec.not_understood}
    places = [_place_of(one, tokens) for one in spec.subjects]
    for at, token in enumerate(tokens):
        is_leading = token.plain in _words("leading", spec.language)
        is_verb = is_leading or token.plain.endswith(_words("verb_endings", spec.language))
        if token.plain not in unknown or not is_verb:
            continue
        doer, thing = _before(spec, places, at, tokens), _after(spec, places, at, tokens)
        if doer is None or thing is None or _are_tied(spec, doer, thing):
            continue
        done_to = spec.subjects[thing].concept
        is_small = real_height(done_to) <= _HELD_M and not is_animate(done_to)
        kind = RelationKind.HOLDING if is_small else RelationKind.BESIDE
        relation = Relation(kind=kind, subject=doer, target=thing)
        spec = replace(spec, relations=(*spec.relations, relation))
        if not is_small:
            pose = _LEADING if is_leading and is_animal(done_to) else _HANDLING
            spec = spec.with_subject(doer, replace(spec.subjects[doer], pose=pose))
    return spec


def _place_of(one: Subject, tokens: list[Token]) -> tuple[int, int] | None:
    """The first and the last token of the words that a subject came from."""
    words = [token.plain for token in tokenise(one.word)]
    plain = [token.plain for token in tokens]
    starts = (i for i in range(len(plain)) if words and plain[i : i + len(words)] == words)
    start = next(starts, None)
    return None if start is None else (start, start + len(words) - 1)


def _before(
    spec: PictureSpec, places: list[tuple[int, int] | None], at: int, tokens: list[Token]
) -> int | None:
    """Somebody idle who is named right before a verb."""
    for index, place in enumerate(places):
        one = spec.subjects[index]
        is_idle = is_animate(one.concept) and one.pose is None
        if place is not None and is_idle and _is_near(tokens, place[1], at, spec):
            return index
    return None


def _after(
    spec: PictureSpec, places: list[tuple[int, int] | None], at: int, tokens: list[Token]
) -> int | None:
    """Who or what is named right after a verb and is nobody's yet."""
    taken = {i for r in spec.relations for i in (r.subject, r.target)}
    for index, place in enumerate(places):
        if place is not None and index not in taken and _is_near(tokens, at, place[0], spec):
            return index
    return None


def _is_near(tokens: list[Token], first: int, last: int, spec: PictureSpec) -> bool:
    """Whether only small words stand between, and no comma."""
    between = tokens[first + 1 : last]
    if not 0 < last - first <= _MOST_BETWEEN or any(t.is_after_break for t in tokens[first + 1 : last + 1]):
        return False
    return all(token.plain in _words("small_words", spec.language) for token in between)


def _are_tied(spec: PictureSpec, one: int, other: int) -> bool:
    return any({r.subject, r.target} == {one, other} for r in spec.relations)


def _sleepers_are_carried(spec: PictureSpec) -> PictureSpec:
    """`une maman porte son bébé endormi`: who sleeps is carried, and carries nobody."""
    for relation in spec.relations:
        who, other = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_held = relation.kind is RelationKind.HOLDING and is_animate(other.concept)
        if is_held and who.pose == "sleeping" and other.pose is None and is_person(who.concept):
            spec = spec.with_subject(relation.subject, replace(who, pose=None))
            spec = spec.with_subject(relation.target, replace(other, pose="sleeping"))
    return spec


def _players_are_no_toys(spec: PictureSpec) -> PictureSpec:
    """Who plays chess or cards with a robot or a bear sits across the board from it, and holds neither."""
    if spec.index_of(*_BOARDS) is None and not any(one.pose == _CARDS for one in spec.subjects):
        return spec
    relations = tuple(
        replace(r, kind=RelationKind.BESIDE)
        if r.kind is RelationKind.HOLDING and all(_may_cook(spec.subjects[i]) for i in (r.subject, r.target))
        else r
        for r in spec.relations
    )
    return replace(spec, relations=relations)


def _objects_are_tied(spec: PictureSpec) -> PictureSpec:
    """`abbraccia il suo orsacchiotto`: what is named right after a deed, and is nobody's, is its object."""
    tokens = tokenise(spec.prompt)
    tied = {i for r in spec.relations for i in (r.subject, r.target)}
    for index, one in enumerate(spec.subjects[:-1]):
        is_after = one.pose == _RUNNING and any(deed_pose(token.plain) == _RUNNING for token in tokens)
        kind = "beside" if one.pose in _EMBRACING or is_after else object_relation(one.pose or "")
        if kind is None or index in tied or index + 1 in tied or not is_animate(one.concept):
            continue
        places = [_place_of(spec.subjects[i], tokens) for i in (index, index + 1)]
        if (
            places[0] is None
            or places[1] is None
            or not _is_in_one_clause(tokens, places[0][1], places[1][0])
        ):
            continue
        tie = Relation(kind=RelationKind(kind), subject=index, target=index + 1)
        spec = replace(spec, relations=(*spec.relations, tie))
    return spec


def _is_in_one_clause(tokens: list[Token], first: int, last: int) -> bool:
    """Whether two words stand so near that one verb may be between them."""
    between = tokens[first + 1 : last]
    is_broken = any(token.is_after_break for token in tokens[first + 1 : last + 1])
    is_joined = any(token.plain in _JOINING for token in between)
    return 0 < len(between) <= _MOST_BETWEEN + 1 and not is_broken and not is_joined


def _tables_are_worked_at(spec: PictureSpec) -> PictureSpec:
    """`lijando una mesa`: a table that something unknown is done to is a thing, not the place."""
    if spec.settings[:1] != ("table_top",) or len(spec.subjects) != 1:
        return spec
    one = spec.subjects[0]
    ends = _words("verb_endings", spec.language)
    is_done = one.pose is None and any(fold(word).endswith(ends) for word in spec.not_understood)
    is_done = is_done or one.pose == _HANDLING
    if not is_done or not is_person(one.concept) or one.count > 1:
        return spec
    tie = Relation(kind=RelationKind.BESIDE, subject=0, target=1)
    shown = (replace(one, pose=_HANDLING), Subject(concept="dining_table", word=one.word))
    return replace(spec, subjects=shown, relations=(tie,), settings=("workshop", "room"))


def _benches_stand_in_workshops(spec: PictureSpec) -> PictureSpec:
    """Who mends a watch does so indoors, and ovens are in kitchens."""
    if spec.settings:
        return spec
    baker = next((i for i, one in enumerate(spec.subjects) if one.pose == "taking_out"), None)
    if baker is not None and spec.subjects[baker].concept != "chef":
        taken = [spec.subjects[r.target].concept for r in spec.relations if r.subject == baker]
        is_baked = all(name == "oven" or is_in(name, "shaped_by_hand") for name in taken)
        return replace(spec, settings=("kitchen", "room")) if is_baked else spec
    mended = (
        r.target
        for r in spec.relations
        if spec.subjects[r.subject].pose == "repairing" and is_person(spec.subjects[r.subject].concept)
    )
    is_small = any(real_height(spec.subjects[i].concept) <= _HELD_M for i in mended)
    return replace(spec, settings=("workshop", "room")) if is_small else spec


def _food_is_made_at_a_table(spec: PictureSpec) -> PictureSpec:
    """Who makes dumplings has them before them, with everybody else who does nothing."""
    tokens = tokenise(spec.prompt)
    food = next((i for i, one in enumerate(spec.subjects) if is_in(one.concept, "shaped_by_hand")), None)
    place = None if food is None else _place_of(spec.subjects[food], tokens)
    cooks = [i for i, one in enumerate(spec.subjects) if _may_cook(one) and one.pose in _IDLE_COOKS]
    if food is None or place is None or not cooks or cooks[0] > food:
        return spec
    before = tokens[max(0, place[0] - _MOST_BETWEEN) : place[0]]
    if not any(token.plain.startswith(_words("making", spec.language)) for token in before):
        return spec
    for index in cooks:
        spec = spec.with_subject(index, replace(spec.subjects[index], pose=_PREPARING))
    kept = tuple(r for r in spec.relations if food not in (r.subject, r.target))
    tie = Relation(kind=RelationKind.BESIDE, subject=cooks[0], target=food)
    spec = spec.with_subject(food, replace(spec.subjects[food], count=max(1, spec.subjects[food].count)))
    spec = replace(spec, relations=(*kept, tie))
    has_place = bool(spec.settings) or spec.subjects[cooks[0]].concept == "chef"
    return spec if has_place else replace(spec, settings=("kitchen", "room"))


def _may_cook(one: Subject) -> bool:
    """A person, a robot, or an animal that can sit up at a table."""
    return is_person(one.concept) or one.concept == "robot" or one.concept in FACES


def _lookers_turn_away(spec: PictureSpec) -> PictureSpec:
    """Who looks at the sky, at stars or fireworks looks into the picture."""
    for index, one in enumerate(spec.subjects):
        is_looking = one.pose == _LOOKING and (is_person(one.concept) or one.concept == _ALL)
        if is_looking and spec.settings[:1] == (_TANKS,) and len(spec.subjects) < MOST_SUBJECTS:
            tank = Subject(concept="fish-tank", word=one.word, size="giant")
            spec = replace(spec, subjects=(*spec.subjects, tank), settings=("museum", "room"))
            spec = spec.with_subject(index, replace(one, pose=FROM_BEHIND))
            continue
        ties = [r for r in spec.relations if r.subject == index]
        is_aloft = bool(ties) and all(_flies(spec.subjects[r.target].concept) for r in ties)
        if is_looking and (is_aloft or (not ties and _is_vista(spec))):
            spec = spec.with_subject(index, replace(one, pose=FROM_BEHIND))
            spec = replace(spec, relations=tuple(r for r in spec.relations if r not in ties))
            is_aloft = spec.settings[:1] == ("sky",)
            spec = replace(spec, settings=("hills", *spec.settings[1:])) if is_aloft else spec
    return spec


_TANKS: Final = "aquarium"
"""Who looks at it is not in it."""
_ALOFT: Final = frozenset(
    {
        "hot-air-balloon", "balloon", "kite", "airplane", "rocket", "full-moon", "crescent-moon", "moon",
        "star", "glowing-star", "comet", "rainbow", "flying-saucer", "cloud", "sun", "airship", "helicopter",
    }
)  # fmt: skip


def _flies(concept: str) -> bool:
    return concept in _ALOFT


_VISTAS: Final = frozenset(
    {
        "rooftop",
        "pier",
        "cliff",
        "balcony",
        "sky",
        "new_year",
        "skyline",
        "sea",
        "beach",
        "mountains",
        "night_sky",
        "starry_sky",
        "hills",
        "lake",
    }
)


def _is_vista(spec: PictureSpec) -> bool:
    return not spec.settings or not _VISTAS.isdisjoint(spec.settings)


_MENDS: Final[tuple[Callable[[PictureSpec], PictureSpec], ...]] = (
    with_perched,
    *(_everybody_is_there, _moods_are_of_people, _unknown_verbs_are_done, _lookers_turn_away),
    *(_food_is_made_at_a_table, _objects_are_tied, _tables_are_worked_at, _benches_stand_in_workshops),
    *(_sleepers_are_carried, _players_are_no_toys, with_lessons),
)
