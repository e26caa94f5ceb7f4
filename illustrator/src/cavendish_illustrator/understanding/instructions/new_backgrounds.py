"""The place, colour or wall that a clause puts behind the main object."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.instructions.added_things import BUILDINGS
from cavendish_illustrator.understanding.instructions.anchors import names_anchor
from cavendish_illustrator.understanding.instructions.clause import INDEFINITE, Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    EditOperation,
    Look,
    Relight,
    ReplaceBackground,
)
from cavendish_illustrator.understanding.instructions.recoloured_things import STANDING
from cavendish_illustrator.understanding.instructions.restyled_pictures import restyled
from cavendish_illustrator.understanding.instructions.shapes_and_walls import wall_behind
from cavendish_illustrator.understanding.instructions.simply_worn import is_simply_worn
from cavendish_illustrator.understanding.prompt_parser import parse_prompt
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN

_PLAIN: Final = frozenset(
    {
        "plain",
        "solid",
        "jednolitym",
        "gladkim",
        "einfarbigem",
        "liso",
        "uni",
        "tinta",
        "effen",
        "jednobarevnem",
    }
)
_TOPPINGS: Final = frozenset({"whipped-cream", "marshmallow", "marshmallows", "marshmallow-stick"})
_LAID_ON: Final = ("rooftop",)
"""Places that are parts of what a photograph shows when snow or light lies on them."""
_PHOTOGRAPHED: Final = frozenset({"cat", "dog", "kitten", "puppy", "baby", "automobile", "horse"})
"""What people have photographs of, and move elsewhere in languages that have no articles."""
_LANDSCAPE: Final = frozenset(
    {
        "forest", "orchard", "autumn_forest", "snowy_forest", "lake", "river", "meadow", "mountains",
        "garden", "park", "street", "road", "rooftop", "field", "flower_field", "japanese_garden",
        "windowsill", "window_outlook", "village", "skyline", "city", "new_year", "window", "hills",
    }
)  # fmt: skip
"""Places of which a landscape shows parts: its trees, its windows, its water."""
_TREES: Final = frozenset(
    {
        "trees", "tree", "baume", "baumen", "baum", "drzewa", "drzew", "drzewo", "arboles", "arbol", "arbres",
        "arbre", "alberi", "albero", "arvores", "arvore", "bomen", "boom", "дерева", "дерев", "дерево",
        "stromy", "stromu", "strom",
    }
)  # fmt: skip
"""Nobody goes to trees: a photograph has them."""
_WEATHER_AND_LIGHT: Final = ("weather", "time", "season", "look", "air")
_AROUND: Final = frozenset({"over", "behind", "beside", "in_front", "between"})
_STUDIO: Final = "studio"
_MONOCHROME: Final = frozenset({Look.BLACK_AND_WHITE, Look.SEPIA})
_OF: Final = frozenset({"of", "de", "van", "von", "di", "da"})


def new_background(clause: Clause) -> Iterator[EditOperation]:
    """A new place for the main object, or a plain colour behind it, and black and white if that is asked."""
    found = list(_behind(clause))
    yield from found
    if found:
        looks = [look for look in clause.values("look") if look in _MONOCHROME]
        yield from (Relight(look=Look(look)) for look in looks[:1])


def _behind(clause: Clause) -> Iterator[EditOperation]:
    if _removes_thing(clause) or _lays_on_drink(clause) or _is_brought(clause):
        return
    places = [match.value for match in clause.matches if _is_new_place(clause, match)]
    if (
        clause.verbs("replace")
        and clause.nouns()
        and set(places) <= STANDING
        and not clause.is_about_background
    ):
        return
    colors = clause.values("color")
    wall = wall_behind(clause)
    if wall is not None and not places:
        yield ReplaceBackground(spec=parse_prompt(clause.text), wall=wall)
        return
    if (clause.is_about_background or _is_put_on_colour(clause)) and colors and not places:
        yield ReplaceBackground(spec=parse_prompt(clause.text), color=colors[-1])
    elif clause.is_about_background and clause.has("setting", "plain"):
        color = next(iter(parse_prompt(clause.text).palette), "#f2f2f0")
        yield ReplaceBackground(spec=parse_prompt(clause.text), color=color)
    elif places and (clause.is_about_background or _moves_the_object(clause) or _is_behind_them(clause)):
        spec = _in_place(_scene_behind(clause), places[-1])
        # Who is to be in a studio is who was photographed.
        yield from _with_worn_things(clause, _without_subjects(spec) if _STUDIO in places else spec)
        yield from restyled(clause)
    elif clause.is_about_background and clause.verbs("replace", "change") and _has_scenery(clause):
        yield ReplaceBackground(spec=_scene_behind(clause))


def _is_behind_them(clause: Clause) -> bool:
    """`Dietro di lei le montagne`: nothing but a place is told to be there."""
    is_behind = clause.has("place", "background") or clause.has("relation", "behind")
    return is_behind and not clause.verbs("add", "remove") and all(map(is_animate, clause.values("subject")))


def _removes_thing(clause: Clause) -> bool:
    return clause.verbs("remove") and bool(clause.nouns() or not clause.is_about_background)


def _is_brought(clause: Clause) -> bool:
    """`Put a boat on the lake`: a new thing comes to what the photograph shows, not that to a new place."""
    places = [match for match in clause.matches if match.topic == "setting"]
    nouns = [noun for noun in clause.nouns() if not is_in(noun.value, "wearable")]
    if not (clause.verbs("put", "add") and places) or clause.is_about_background:
        return False
    is_built = places[0].value in BUILDINGS and clause.is_told_new(places[0])
    if is_built and clause.verbs("add"):
        return True  # `add a windmill in the distance`
    is_built = (is_built and len(places) > 1) or bool(clause.values("air"))
    are_seen = any(names_anchor(clause, place) or _is_passed(clause, place) for place in places)
    return are_seen and (is_built or (bool(nouns) and _is_new_thing(clause, nouns[0])))


def _is_new_thing(clause: Clause, noun: Match) -> bool:
    """Whether an article, a number or its kind says that a thing is not in the photograph yet."""
    if clause.is_definite(noun):
        return False
    before = clause.reading.tokens[noun.start - 1].plain if noun.start else ""
    is_counted = noun.is_plural or any(item.topic == "number" for item in clause.matches)
    return before in INDEFINITE or is_counted or _is_no_sitter(noun)


def _is_no_sitter(noun: Match) -> bool:
    return noun.value not in _PHOTOGRAPHED and not is_person(noun.value)


def _lays_on_drink(clause: Clause) -> bool:
    """`Panna sul caffè` goes into no café."""
    return clause.verbs("put", "add") and any(noun.value in _TOPPINGS for noun in clause.nouns())


def _in_place(spec: PictureSpec, place: str) -> PictureSpec:
    """A word or two by themselves may be those of another language: `les`."""
    return spec if spec.settings else replace(spec, settings=(place,))


def _without_implied(clause: Clause, spec: PictureSpec) -> PictureSpec:
    """The scene without somebody whom no word names: `que esté en la playa` is who was photographed."""
    named = {noun.value for noun in clause.nouns()}
    for index in reversed(range(len(spec.subjects))):
        if spec.subjects[index].concept == "person" and "person" not in named:
            spec = _without_subject(spec, index)
    return spec


def _with_worn_things(clause: Clause, spec: PictureSpec) -> Iterator[EditOperation]:
    """`Put the cat in space with a helmet`: the cat wears it, it does not lie about in space."""
    nouns = clause.nouns()
    spec = _without_implied(clause, spec)
    worn = [noun for noun in nouns if is_in(noun.value, "wearable") and not clause.is_definite(noun)]
    others = [noun for noun in nouns if noun not in worn]
    is_told = clause.verbs("put", "add") or any(is_simply_worn(clause, noun) for noun in worn)
    if not is_told or not worn or len(others) > 1:
        yield ReplaceBackground(spec=spec)
        return
    concepts = {noun.value for noun in worn}
    for index in reversed(range(len(spec.subjects))):
        if spec.subjects[index].concept in concepts:
            spec = _without_subject(spec, index)
    yield ReplaceBackground(spec=spec)
    for noun in worn:
        yield AddObject(concept=noun.value, word=clause.words(noun))


def _is_put_on_colour(clause: Clause) -> bool:
    """`Put it on plain yellow`: nothing is named that could be coloured."""
    is_on = clause.has("relation", "on", "in_front") or clause.has("word", "in", "on")
    nouns = [noun for noun in clause.nouns() if not clause.is_definite(noun)]
    unknown = [value for value in clause.values(UNKNOWN) if value not in _PLAIN]
    return clause.has("edit", "put") and is_on and not nouns and not unknown


def _is_new_place(clause: Clause, match: Match) -> bool:
    """Whether a place is where the object goes: not in `light up the tower`, `fireworks above the tower`."""
    if match.topic != "setting" or match.value == "plain" or _is_shown_already(clause, match):
        return False
    if match.value in _LAID_ON and (clause.values("weather") or clause.values("air")):
        return False
    if not clause.is_definite(match) or clause.is_about_background or clause.verbs("put"):
        return True
    if match.start > 1 and clause.reading.tokens[match.start - 2].plain in _OF:
        return False  # `with the lights of the street on`
    before = [item for item in clause.matches if item.end <= match.start and not _is_stop(item)]
    if not before or _stands_in(clause, before) or _is_behind_them(clause):
        return True
    return before[-1].topic not in {"edit", "place", "relation", UNKNOWN}


def _stands_in(clause: Clause, before: Sequence[Match]) -> bool:
    """`The cat on the beach`: who is shown is there, and no more is said."""
    is_said = clause.values("edit") or any(map(clause.values, _WEATHER_AND_LIGHT))
    return _leads_to_place(before[-1]) and not is_said and any(is_animate(one.value) for one in before)


def _is_shown_already(clause: Clause, match: Match) -> bool:
    """`Fog around the temple`, `a dragon over the castle`: the photograph's own."""
    if clause.is_about_background or clause.verbs("replace"):
        return False
    is_put = clause.verbs("put")
    if match.value.startswith("window") and not is_put and clause.matches[0] is not match:
        return True  # `warm light in the windows`
    if match.value in _LANDSCAPE and not is_put and _are_trees(clause, match):
        return True
    is_moved = is_put and (bool(clause.nouns()) or _is_goal(clause, match))
    if match.value in _LANDSCAPE and not is_moved and _is_spoken_of(clause, match):
        return True
    return not is_put and _is_lit_or_passed(clause, match)


def _is_goal(clause: Clause, place: Match) -> bool:
    """`Put him in a sunny park`: nothing else is put there."""
    before = [item for item in clause.matches if item.end <= place.start and not _is_stop(item)]
    led = next((index for index, item in enumerate(before) if _leads_to_place(item)), None)
    return led is not None and all(item.topic in ("edit", UNKNOWN) for item in before[:led])


def _is_lit_or_passed(clause: Clause, match: Match) -> bool:
    """`Snow on the castle`, `a dragon over the castle`, `dense fog in the jungle`."""
    if match.value == "sky":
        return True  # `let the sky be full of stars`
    if match.value not in STANDING:
        # `Dense fog in the jungle`: nobody is put there.
        is_told = clause.is_definite(match) and not clause.values("edit") and not clause.nouns()
        return is_told and bool(clause.values("weather"))
    if any(clause.values(topic) for topic in _WEATHER_AND_LIGHT):
        return True
    return _is_passed(clause, match)


def _is_passed(clause: Clause, place: Match) -> bool:
    """`A dragon over the castle`: a place that something else is near."""
    before = [item for item in clause.matches if item.end <= place.start and not _is_stop(item)]
    return bool(before) and before[-1].topic == "relation" and before[-1].value in _AROUND


def _are_trees(clause: Clause, match: Match) -> bool:
    return any(token.plain in _TREES for token in clause.reading.tokens[match.start : match.end])


def _is_spoken_of(clause: Clause, match: Match) -> bool:
    """`Make it autumn, the trees red`, `fireworks over the lake`: season, light or colours of what is there.

    `In a forest at sunset` is a place to go to.
    """
    told = any(map(clause.values, (*_WEATHER_AND_LIGHT, "color")))
    before = [item for item in clause.matches if item.end <= match.start and not _is_stop(item)]
    is_there = bool(before) and _leads_to_place(before[-1])
    is_first = match.start == 0 and not clause.values("color")
    of_air = len(before) > 1 and before[-2].topic in (*_WEATHER_AND_LIGHT, "color", "setting")
    spec = clause.spec
    told = told or spec.season is not None or spec.weather is not None
    return told and not is_first and (not is_there or of_air)


def _leads_to_place(match: Match) -> bool:
    return (match.topic, match.value) in {
        ("word", "in"),
        ("word", "on"),
        ("relation", "on"),
        ("relation", "in"),
        ("relation", "in_front"),
    }


def _is_stop(match: Match) -> bool:
    return match.topic == "word" and match.value == "stop"


def _scene_behind(clause: Clause) -> PictureSpec:
    """The clause as a picture, without the thing or the place that is in the photograph already."""
    nouns = clause.nouns()
    places = [match for match in clause.matches if match.topic == "setting" and match.value != "plain"]
    is_moved = clause.verbs("put") and bool(places) and places[0].value in STANDING
    if (clause.verbs("replace") or is_moved) and len(places) > 1 and places[0].value != places[1].value:
        # `swap the kitchen for a rooftop`, `put the temple on a beach`
        return parse_prompt(clause.text_after(places[0]))
    if not nouns or not (clause.is_definite(nouns[0]) or _is_what_moves(clause, nouns[0])):
        return parse_prompt(clause.text)
    if _is_what_moves(clause, nouns[0]):  # else it would ride the horse that a girl is to ride behind it
        return parse_prompt(clause.text_after(nouns[0]))
    spec = parse_prompt(clause.text)
    own = next((n for n, subject in enumerate(spec.subjects) if subject.concept == nouns[0].value), None)
    return spec if own is None else _without_subject(spec, own)


def _is_what_moves(clause: Clause, noun: Match) -> bool:
    """`put a cat on the beach`: named before the place, and with nothing."""
    earlier = [match for match in clause.matches if match.start < noun.start]
    if clause.has("word", "background") and not clause.verbs("put"):
        return False
    return not any(match.topic == "setting" or _is_with(match) for match in earlier)


def _is_with(match: Match) -> bool:
    return match.topic == "word" and match.value == "with"


def _without_subjects(spec: PictureSpec) -> PictureSpec:
    return replace(spec, subjects=(), relations=())


def _without_subject(spec: PictureSpec, gone: int) -> PictureSpec:
    def moved(index: int) -> int:
        return index - (index > gone)

    relations = tuple(
        replace(relation, subject=moved(relation.subject), target=moved(relation.target))
        for relation in spec.relations
        if gone not in (relation.subject, relation.target)
    )
    subjects = tuple(subject for index, subject in enumerate(spec.subjects) if index != gone)
    return replace(spec, subjects=subjects, relations=relations)


def _moves_the_object(clause: Clause) -> bool:
    """`put the dog on a beach` moves it; `add a dog on the beach` or `add snow` does not."""
    nouns = clause.nouns()
    if clause.verbs("add") and (clause.values("weather") or clause.values("air")):
        return False
    return not nouns or not clause.verbs("add", "remove") or clause.is_definite(nouns[0])


def _has_scenery(clause: Clause) -> bool:
    return bool(clause.values("time") or clause.values("weather") or clause.nouns() or clause.values("air"))
