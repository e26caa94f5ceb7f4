"""Mends what was read of people: families counted twice, hearts that are listened to, ways to school."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.people.from_behind import FROM_BEHIND
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.design_words.panel_cues import number_at
from cavendish_illustrator.understanding.mends.beards_meant import with_beards_meant
from cavendish_illustrator.understanding.mends.dozing import with_dozers_seated
from cavendish_illustrator.understanding.mends.families import families_spelled_out
from cavendish_illustrator.understanding.mends.hands_seen_near import with_hands_seen_near
from cavendish_illustrator.understanding.mends.origins import with_origins
from cavendish_illustrator.understanding.mends.people_at_work import with_work_meant
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.understanding.mends.sitters import with_sitters
from cavendish_illustrator.understanding.mends.unknown_doers import with_unknown_doers
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_in, is_person
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_FAMILY: Final = frozenset({"family", "friends"})
_POSING: Final = re.compile(
    r"\b(?:pos(?:es?|ing|ant|ent|ando|an|a|ano|eren|eert|iert|ieren)|pozuj\w*|pozier\w*|позу\w*|photo|foto\w*|"
    r"zdjeci\w*|snimk\w*|together|razem|zusammen|junt[oa]s|ensemble|insieme|samen|разом|spolu)\b"
)
"""Words of those who stand for a picture."""
_FRIENDS: Final = "friends"
_FEW, _MANY = 2, 8
_BED: Final = "bed"
_LYING: Final = frozenset({_BED, "sofa", "hammock", "armchair", "tent", "bunk-bed", "crib", "blanket"})
_LISTENERS: Final = frozenset({"child", "girl", "boy", "baby", "children", "dog", "cat", "teddy-bear"})
_SEATED: Final = frozenset({RelationKind.ON, RelationKind.INSIDE, RelationKind.RIDING})
_BY_A_SOFA: Final = frozenset({(), ("living_room",), ("room",), ("hearth",)})
_WINDOWS: Final = frozenset({("window",), ("window_outlook",), ("window_view",), ("windowsill",)})
_LOOKING: Final = re.compile(
    r"\b(look|star|gaz|peer|watch|patrz|wyglada|schau|blick|guckt|sieht|mira|regard|guarda|olha|kijk|"
    r"дивит|визира|diva|kouka)"
)
_HEART: Final = "red-heart"
_HEALERS: Final = frozenset({"doctor", "nurse", "health-worker", "paramedic"})
_SCHOOL: Final = "school"
_SEA_PEOPLE: Final = frozenset({"mermaid", "merman"})
_OF_PAPER: Final = ("lampion", "paper", "papier", "laternen", "farolillo")
_TREES: Final = frozenset({"deciduous-tree", "birch-tree", "autumn-tree", "apple-tree"})
_UP_A_TREE: Final = re.compile(
    r"\b(?:in|up|on|dans|su|sur|sull|nell|en|na|auf|im|op|на|em|numa?)\b[ '](?:\w{1,5} )?"
    r"(?:tree|drzew\w*|baum\w*|arbol|arbre|albero|arvore|boom|дерев\w*|strom\w*)"
)
_LION_CUB: Final = "lion-cub"
_LIONS: Final = frozenset({"lion", "lioness"})
_CUBS: Final = frozenset(
    {
        "cub", "cubs", "cuccioli", "cucciolo", "filhote", "filhotes", "filhotinhos", "cria", "crias",
        "cachorros", "cachorro", "cachorritos", "ses petits", "leurs petits", "son petit",
    }
)  # fmt: skip
_YOUNG_OF_ANY: Final = frozenset({_LION_CUB, "dog"})
_KEEPER: Final = "lighthouse-keeper"
_ASHORE: Final = frozenset({"rock", "moai", "stone"})


def with_people_meant(spec: PictureSpec) -> PictureSpec:
    """Return the picture with each of its people once, in bed, on the way or on the rock they were put."""
    for mend in (
        with_unknown_doers,
        with_sitters,
        _families_count_once,
        _families_hold_hands,
        _friends_are_counted,
        _sleepers_have_a_bed,
        with_dozers_seated,
        _readers_sit_together,
        _animals_look_out,
        _hearts_beat_within,
        _pupils_walk,
        _mermaids_sit,
        _lanterns_are_carried,
        _keepers_have_a_lighthouse,
        _climbers_are_up_the_tree,
        _cubs_are_their_mothers,
        with_beards_meant,
        with_origins,
        with_work_meant,
        with_hands_seen_near,
    ):
        spec = mend(spec)
    return spec


def _families_count_once(spec: PictureSpec) -> PictureSpec:
    """`une famille de quatre personnes` are four and not eight; `mum, dad and a son` are the family."""
    for index, one in enumerate(spec.subjects[1:], 1):
        before = spec.subjects[index - 1].concept
        if one.concept == "person" and one.count > 1 and before in _FAMILY:
            return without_subject(spec, index)
    return families_spelled_out(spec)


def _families_hold_hands(spec: PictureSpec) -> PictureSpec:
    """A family that poses, or is at the sea and does nothing else, stands hand in hand, not in a row."""
    index = spec.index_of("family")
    if index is None or spec.kind is not Kind.SCENE or spec.subjects[index].pose is not None:
        return spec
    is_bound = any(index in (r.subject, r.target) for r in spec.relations)
    is_animal_family = any(is_animal(one.concept) for one in spec.subjects)
    is_posing = spec.settings[:1] == ("beach",) or _POSING.search(fold(spec.prompt.lower()))
    if is_bound or is_animal_family or not is_posing:
        return spec
    return spec.with_subject(index, replace(spec.subjects[index], pose="holding_hands"))


def _friends_are_counted(spec: PictureSpec) -> PictureSpec:
    """`five friends` are five people; without a number the drawing has a few of its own."""
    index = spec.index_of(_FRIENDS)
    if index is None:
        return spec
    tokens, word = tokenise(spec.prompt), tokenise(spec.subjects[index].word)
    heads = [i for i, token in enumerate(tokens) if word and token.plain == word[-1].plain]
    numbers = (number_at(tokens, i - back) for i in heads for back in (1, 2) if i >= back)
    number = next((n for n in numbers if _FEW <= n <= _MANY), 0)
    if not number:
        return spec
    if number == _FEW:
        return spec.with_subject(index, replace(spec.subjects[index], count=_FEW))
    return spec.with_subject(index, replace(spec.subjects[index], concept="person", count=number))


def _sleepers_have_a_bed(spec: PictureSpec) -> PictureSpec:
    """Who sleeps `in bed` lies in it, not before it."""
    sleeper = next((i for i, one in enumerate(spec.subjects) if _is_sleeper(one)), None)
    is_full = len(spec.subjects) >= MOST_SUBJECTS or any(one.concept in _LYING for one in spec.subjects)
    if sleeper is None or is_full or spec.settings[:1] != ("bedroom",):
        return spec
    bed = Subject(concept=_BED, word=spec.subjects[sleeper].word)
    lies = Relation(kind=RelationKind.INSIDE, subject=sleeper, target=len(spec.subjects))
    return replace(spec, subjects=(*spec.subjects, bed), relations=(*spec.relations, lies))


def _readers_sit_together(spec: PictureSpec) -> PictureSpec:
    """Who reads to a child has it beside them on the sofa."""
    reader = next((i for i, one in enumerate(spec.subjects) if one.pose == "reading"), None)
    if reader is None or not is_person(spec.subjects[reader].concept) or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    bound = {i for r in spec.relations if r.kind is not RelationKind.BESIDE for i in (r.subject, r.target)}
    listeners = [
        i
        for i, one in enumerate(spec.subjects)
        if i > reader and one.concept in _LISTENERS and one.pose is None and one.count <= _FEW
    ]
    has_seat = any(r.subject == reader and r.kind in _SEATED for r in spec.relations)
    if len(listeners) != 1 or listeners[0] in bound or has_seat or spec.settings[:1] not in _BY_A_SOFA:
        return spec
    sofa = len(spec.subjects)
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {reader, listeners[0]})
    sit = tuple(Relation(kind=RelationKind.ON, subject=i, target=sofa) for i in (reader, *listeners))
    shown = (*spec.subjects, Subject(concept="sofa", word=spec.subjects[reader].word))
    return replace(spec, subjects=shown, relations=(*kept, *sit))


def _animals_look_out(spec: PictureSpec) -> PictureSpec:
    """A cat that looks out of the window sits on its sill and turns its back to us."""
    looker = next((i for i, one in enumerate(spec.subjects) if is_animal(one.concept)), None)
    is_alone = len(spec.subjects) == 1 and not spec.relations
    if looker is None or not is_alone or spec.settings[:1] not in _WINDOWS:
        return spec
    one = spec.subjects[looker]
    if one.pose not in (None, "sitting", "wondering_at") or not _LOOKING.search(fold(spec.prompt.lower())):
        return spec
    settings = ("windowsill", *(name for name in spec.settings if name != "windowsill"))
    return replace(spec.with_subject(looker, replace(one, pose=FROM_BEHIND)), settings=settings)


def _is_sleeper(one: Subject) -> bool:
    return one.pose == "sleeping" and (is_person(one.concept) or is_animal(one.concept))


def _hearts_beat_within(spec: PictureSpec) -> PictureSpec:
    """A heart that a doctor listens to is inside of somebody."""
    if not any(one.concept in _HEALERS for one in spec.subjects):
        return spec
    heart = next((i for i, one in enumerate(spec.subjects) if one.concept == _HEART and not one.color), None)
    return spec if heart is None else without_subject(spec, heart)


def _pupils_walk(spec: PictureSpec) -> PictureSpec:
    """`kids walking to school` are out of doors, and the school stands there."""
    concepts = [one.concept for one in spec.subjects]
    if spec.settings or _SCHOOL not in concepts or not any(map(is_person, concepts)):
        return spec
    return replace(spec, settings=("lane", "meadow"))


def _mermaids_sit(spec: PictureSpec) -> PictureSpec:
    """A mermaid on a rock is above the water and sits."""
    for relation in spec.relations:
        one, ground = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_ashore = relation.kind is RelationKind.ON and ground.concept in _ASHORE
        if is_ashore and one.concept in _SEA_PEOPLE:
            spec = spec.with_subject(relation.subject, replace(one, pose=one.pose or "sitting"))
            return replace(spec, settings=spec.settings or ("beach",))
    return spec


def _lanterns_are_carried(spec: PictureSpec) -> PictureSpec:
    """A lantern in somebody's hand has a handle and a flame, and is none of paper."""
    for relation in spec.relations:
        thing = spec.subjects[relation.target]
        is_carried = relation.kind is RelationKind.HOLDING and is_person(
            spec.subjects[relation.subject].concept
        )
        is_paper = thing.material == "paper" or thing.word.lower().startswith(_OF_PAPER)
        if is_carried and thing.concept == "lantern" and not is_paper:
            spec = spec.with_subject(relation.target, replace(thing, concept="oil-lamp"))
    return spec


def _keepers_have_a_lighthouse(spec: PictureSpec) -> PictureSpec:
    """A lighthouse keeper is known by the tower behind him."""
    if spec.settings or not any(one.concept == _KEEPER for one in spec.subjects):
        return spec
    return replace(spec, settings=("lighthouse", "cliff"))


def _climbers_are_up_the_tree(spec: PictureSpec) -> PictureSpec:
    """`a cat in a tree` is no cat beside one."""
    if not _UP_A_TREE.search(fold(spec.prompt)):
        return spec
    for number, relation in enumerate(spec.relations):
        who, tree = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_small = who.count == 1 and is_in(who.concept, "perching")
        if relation.kind is RelationKind.BESIDE and is_small and tree.concept in _TREES:
            up = replace(relation, kind=RelationKind.ON)
            spec = spec.with_subject(relation.target, replace(tree, concept="perch-tree", count=1))
            return replace(spec, relations=(*spec.relations[:number], up, *spec.relations[number + 1 :]))
    return spec


def _cubs_are_their_mothers(spec: PictureSpec) -> PictureSpec:
    """`a bear with two cubs`: they are bears; a lioness has little lions."""
    for index, cub in enumerate(spec.subjects[1:], 1):
        parent = spec.subjects[index - 1]
        word = fold(cub.word)
        is_any = cub.concept in _YOUNG_OF_ANY and word in _CUBS
        is_any = is_any and not (spec.language == "pt" and word.startswith("cachorr"))
        if is_any and is_animal(parent.concept):
            kind = _LION_CUB if parent.concept in _LIONS else parent.concept
            young = replace(cub, concept=kind, size="small", color=cub.color or parent.color)
            spec = spec.with_subject(index, young)
    return spec
