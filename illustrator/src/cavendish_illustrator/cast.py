"""One subject with everything that is drawn as one with it."""

from dataclasses import dataclass

from cavendish_illustrator.picture_spec import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """One subject with all that belongs to it, ready to be drawn."""

    subject: Subject
    worn: tuple[Subject, ...] = ()
    held: tuple[Subject, ...] = ()
    mount: Subject | None = None
    content: Subject | None = None
    """What the vessel is filled with."""
    variant: int = 0
    is_one_of_many: bool = False
