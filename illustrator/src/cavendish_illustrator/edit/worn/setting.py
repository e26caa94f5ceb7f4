"""Where something drawn goes in a photograph."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where one drawn thing goes, in pixels: the middle of its lower edge and its height."""

    x: float
    bottom: float
    height: float
    has_shadow: bool = True
    is_behind: bool = False
    turn_deg: float = 0.0
    """Counter-clockwise."""
    held_at: tuple[float, float] | None = None
    """The other end of its string."""
    strap: tuple[tuple[float, float], tuple[float, float]] | None = None
    """Where the strap begins that it hangs from."""
    stretch: float = 1.0
    """Its width, in that of its drawing at this height."""
    is_in_fur: bool = False
    """Whether hairs stand up before its lower edge."""
