"""Takes the pronouns off Spanish and Italian gerunds: `comiéndose` is `comiendo`."""

from typing import Final

from cavendish_illustrator.vocabulary.tokens import fold

_PRONOUNS: Final = {
    "es": ("selos", "selas", "selo", "sela", "los", "las", "les", "nos", "se", "lo", "la", "le", "me", "te"),
    "it": ("selo", "sela", "gli", "si", "lo", "la", "li", "le", "ci", "mi", "ti", "ne"),
}
"""The longer ones first."""
_GERUND: Final = "ndo"
_SHORTEST: Final = 6


def without_pronoun(word: str, language: str) -> str | None:
    """The gerund without the pronoun that is written together with it, folded; None for any other word."""
    plain = fold(word)
    for pronoun in _PRONOUNS.get(language, ()):
        rest = plain.removesuffix(pronoun)
        if rest != plain and rest.endswith(_GERUND) and len(rest) >= _SHORTEST:
            return rest
    return None
