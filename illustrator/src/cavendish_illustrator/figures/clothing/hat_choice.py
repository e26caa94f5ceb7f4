"""Which hat `a hat` is on whose head."""

from cavendish_illustrator.figures.clothing.roles import role_hat
from cavendish_illustrator.figures.clothing.wearing import HATS

_WOMEN = frozenset({"woman", "girl", "old-woman"})
_CHILDREN = frozenset({"boy", "child", "baby"})
MANS_HAT = "felt-hat"
_COVERING = frozenset({"knight-helm", "ninja-hood"})


def hat_on(role: str, concept: str, gender: str | None) -> str:
    """The drawing of a hat: where only `a hat` was said a witch's own, a lady's, a child's or one of felt."""
    if concept != "hat":
        return HATS[concept]
    own = role_hat(role)
    if own and own not in _COVERING:
        return own
    if role in _CHILDREN:
        return "beanie"
    return "womans-hat" if role in _WOMEN or gender in _WOMEN else MANS_HAT
