import pytest

from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding.prompt_parser import parse_prompt
from cavendish_illustrator.understanding.reading.plural_verbs import with_plural_verbs


def _deed(prompt):
    """What the first does, to what, and how it is drawn."""
    spec = parse_prompt(prompt)
    schemes = {plan.scheme for plan in plan_company(spec)}
    return spec.subjects[0].pose, {one.concept for one in spec.subjects[1:]}, schemes


@pytest.mark.parametrize(
    "prompt",
    [
        "children building a den in the woods",
        "two girls build a hut",
        "dwoje dzieci buduje szałas w lesie",
        "Kinder bauen eine Hütte im Wald",
        "des enfants construisent une cabane dans la forêt",
        "los niños construyen una cabaña en el bosque",
        "dei bambini costruiscono una capanna nel bosco",
        "crianças construindo uma cabana na floresta",
        "twee kinderen bouwen een hut in het bos",
        "діти будують курінь у лісі",
        "děti staví bunkr v lese",
    ],
)
def test_who_builds_a_den_has_it_before_them(prompt):
    pose, things, schemes = _deed(prompt)
    assert (pose, things, schemes) == ("building", {"stick-den"}, {Scheme.TOUCH})


@pytest.mark.parametrize(
    "prompt",
    [
        "a blacksmith shoeing a white horse",
        "kowal podkuwa białego konia",
        "ein Schmied beschlägt ein Pferd",
        "un herrero herrando un caballo",
        "un maréchal-ferrant ferre un cheval",
        "un fabbro ferra un cavallo",
        "um ferreiro ferrando um cavalo",
        "een smid beslaat een paard",
        "коваль підковує коня",
        "kovář podkovává koně",
    ],
)
def test_who_shoes_a_horse_kneels_at_its_hoof(prompt):
    assert _deed(prompt) == ("shoeing", {"horse"}, {Scheme.TOUCH})


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("two children repairing a bicycle", ("repairing", {"bicycle"}, {Scheme.TOUCH})),
        ("a bear and a fox repairing a tractor", ("repairing", {"fox", "tractor"}, {Scheme.TOUCH})),
        ("two old men arguing over a crossword", ("arguing", {"crossword"}, {Scheme.QUARREL})),
        ("two children fighting over a toy car", ("fighting", {"toy-car"}, {Scheme.QUARREL})),
        ("two cats arguing over a fish", ("arguing", {"tropical-fish"}, {Scheme.QUARREL})),
        ("a dragon reading to five baby dragons", ("reading", {"dragon"}, {Scheme.LISTEN})),
        ("un ours lit une histoire à trois lapins", ("reading", {"rabbit"}, {Scheme.LISTEN})),
        ("a grandmother teaching children to read", ("blackboard", {"child"}, {Scheme.LISTEN})),
        ("two sisters bake pancakes", ("preparing", {"pancakes"}, {Scheme.TABLE})),
        ("a bear baking pancakes", ("frying", {"pancakes"}, set())),
        ("a gnome building a rocket", ("building", {"rocket-upright"}, {Scheme.TOUCH})),
        ("a beekeeper lifting a frame of honeycomb", ("lifting", {"honeycomb-frame"}, set())),
        ("two girls feeding ducks", ("feeding", {"duck"}, {Scheme.FEED})),
        ("a mother and her son feeding a horse", ("feeding", {"boy", "horse"}, {Scheme.FEED})),
        ("two boys pushing a car", ("pushing", {"automobile"}, {Scheme.PUSH})),
        ("a man kneeling and proposing to a woman", ("proposing", {"woman"}, {Scheme.TOUCH})),
        ("a sleepy koala hugging a tree", ("hugging", {"deciduous-tree"}, {Scheme.TOUCH})),
        ("two girls waving from a boat", ("waving", {"sailboat"}, {Scheme.VEHICLE})),
    ],
)
def test_what_is_done_has_its_object_and_its_staging(prompt, expected):
    assert _deed(prompt) == expected


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("two boys repair a bike", "two boys repairing a bike"),
        ("the children bake cookies", "the children baking cookies"),
        ("a father and his son paint the fence", "a father and his son painting the fence"),
        ("two foxes hug", "two foxes hugging"),
        ("the girls dress in red", "the girls dress in red"),
        ("a boy with two toys and a ball", "a boy with two toys and a ball"),
        ("three cats", "three cats"),
    ],
)
def test_the_verb_of_several_is_read_as_what_they_are_doing(written, read):
    assert with_plural_verbs(written) == read


@pytest.mark.parametrize(
    ("prompt", "who", "where"),
    [
        ("two nuns washing a muddy dog in a tub", "dog", "bathtub"),
        ("an angry goose chasing a boy on a scooter", "boy", "motor-scooter"),
        ("a father carrying his sleeping son on his shoulders", "boy", "man"),
    ],
)
def test_who_is_washed_chased_or_carried_is_where_that_was_said(prompt, who, where):
    spec = parse_prompt(prompt)
    ties = {(spec.subjects[r.subject].concept, spec.subjects[r.target].concept) for r in spec.relations}
    assert (who, where) in ties


def _at_work(workers, thing="bicycle", doing="repairing"):
    child = Cast(subject=Subject(concept="child", word="child", pose=doing), doing=doing)
    work = Cast(subject=Subject(concept=thing, word=thing))
    company = (*[child] * (workers - 1), work)
    return build_figure(Cast(subject=child.subject, doing=doing, scheme=Scheme.TOUCH, company=company))


def test_a_second_worker_is_at_the_other_end():
    assert _at_work(2).width > _at_work(1).width + 40


def test_what_is_built_and_tall_has_a_scaffold():
    assert _at_work(1, "timber-frame", "building").markup != _at_work(1, "timber-frame", "repairing").markup
