"""Things that come alive: a face, arms with gloves and legs with shoes on a potato, a tooth or the moon."""

from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, nest
from cavendish_illustrator.figures.animals.standing_up import set_upright
from cavendish_illustrator.figures.bodies.moods import thing_with_face
from cavendish_illustrator.vocabulary.concept_classes import can_act, is_animate

LIVELY: Final = frozenset(
    {
        "running", "walking", "dancing", "jumping", "playing", "reading", "eating", "drinking", "writing",
        "cooking", "knitting", "fishing", "boxing", "fighting", "kicking", "painting", "waving", "pointing",
        "celebrating", "singing", "yoga", "lifting_weights", "thinking", "saluting", "telling", "juggling",
        "raising_hand", "phoning", "skating", "conducting", "working", "gaming", "selfie", "crying",
        "brushing_teeth", "shopping", "sweeping", "watering", "hugging", "holding_hands", "scoring_goal",
    }
)  # fmt: skip
"""What only somebody alive does."""
STRIDING: Final = frozenset(
    {"running", "walking", "dancing", "jumping", "kicking", "skating", "scoring_goal"}
)
_WITH_FACES: Final = frozenset({"sun-face", "full-moon-face", "sun-with-face", "jack-o-lantern", "ghost"})
_TALL, _WIDE, _LEG = 200.0, 190.0, 58.0
_MIDDLE, _GROUND = 128.0, 296.0
_SQUAT: Final = 0.86
"""What is wider has its face lower: a mug below its rim."""
_INK: Final = "#2b2320"


def comes_alive(concept: str) -> bool:
    """Whether a thing can have a face and limbs in a picture for children."""
    return can_act(concept) and not is_animate(concept)


def living(thing: Figure, concept: str, mood: str | None, pose: str | None) -> Figure:
    """The thing on two legs with a face, and anchors for arms and for what it wears."""
    thing = set_upright(thing)
    tall = min(_TALL, _WIDE / thing.aspect)
    wide = tall * thing.aspect
    low = _GROUND - _LEG
    top, left = low - tall, _MIDDLE - wide / 2
    eyes = top + tall * (0.4 if thing.aspect < _SQUAT else 0.52)
    body = Figure(
        markup=nest(thing, left, top, tall), width=wide, height=tall, anchors={"eyes": (_MIDDLE, eyes)}
    )
    if concept not in _WITH_FACES:
        shown = mood if mood in ("sad", "grumpy", "cute") else "happy"
        body = thing_with_face(body, shown, has_eyewear=False)
    arm = min(wide * 0.46, wide / 2 - 4)
    return Figure(
        markup=_legs(wide, low, is_striding=pose in STRIDING) + body.markup,
        width=2 * _MIDDLE,
        height=304 - min(0.0, top),
        top=min(0.0, top),
        anchors={
            "head_top": (_MIDDLE, top + tall * 0.05),
            "eyes": (_MIDDLE, eyes),
            "neck": (_MIDDLE, eyes + tall * 0.22),
            "hand": (_MIDDLE + wide / 2 + 30, top + tall * 0.66),
            "left_glove": (_MIDDLE - arm, top + tall * 0.58),
            "glove": (_MIDDLE + arm, top + tall * 0.58),
        },
        head_width=min(wide, 170.0),
        body_height=300.0,
    )


def _legs(wide: float, low: float, *, is_striding: bool) -> str:
    apart, step = min(26.0, wide * 0.2), 30.0 if is_striding else 4.0
    markup = ""
    for side in (-1, 1):
        hip, foot = _MIDDLE + side * apart, _MIDDLE + side * (apart + step)
        floor = _GROUND - (14.0 if is_striding and side < 0 else 0.0)
        markup += (
            f'<path d="M{hip:.1f} {low - 16:.1f}Q{hip + side * 6:.1f} {(low + floor) / 2:.1f} {foot:.1f} '
            f'{floor - 8:.1f}" stroke="{_INK}" stroke-width="10" stroke-linecap="round" fill="none"/>'
            f'<path d="M{foot - 12:.1f} {floor + 2:.1f}q0-18 16-18h{side * 4 + 8}q18 2 18 18z" '
            f'fill="#c8372d" transform="translate({-6 if side > 0 else -18} 0)"/>'
        )
    return markup
