"""Words without accents, as the word lists for all languages in one hold them."""

import unicodedata


def without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
