"""What a word list holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of one language and what it means."""

    topic: str
    value: str
    language: str
    words: tuple[str, ...]
    """Folded; a `*` at the end marks a beginning."""
    raw_first: str
    """The first word with its accents: `Bär` is rather a bear than a bar."""
    base: str
    """The first word form of its list, folded, for telling plurals; empty where the list mixes languages."""
    stems: tuple[str, ...]
    """Empty where only the exact words count."""
    has_accents: bool = True
    """False for the lists of all languages in one, which are written without."""
