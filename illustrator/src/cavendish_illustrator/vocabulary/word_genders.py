"""Whether words name a woman or a man."""

from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import fold


def says_gender(words: str) -> str | None:
    """`woman` or `man` where the words name one."""
    folded = set(fold(words).split())
    rows = read_topic("genders").items()
    return next((gender for gender, names in rows if not folded.isdisjoint(str(names).split())), None)
