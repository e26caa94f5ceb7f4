"""Whether a role is drawn as a woman or a man, as its name says."""

from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.vocabulary.word_genders import says_gender

_FEMALE_ENDINGS = (
    "woman", "women", "innen", "actress", "waitress", "lady", "ière", "euse", "trice", "ienne", "erin",
    "ärztin", "istin", "öchin", "nerin", "lerin", "nauczycielka", "lekarka", "piekarka", "kucharka",
    "kelnerka", "malarka", "policjantka", "strażaczka", "panadera", "cocinera", "doctora", "profesora",
    "camarera", "maestra", "cuoca", "dottoressa", "cameriera", "ница", "ниця", "вчителька", "лікарка",
    "učitelka", "lékařka", "kuchařka", "pekařka", "servírka",
)  # fmt: skip


def gender_of(subject: Subject) -> str | None:
    """`man` or `woman`, with `old-` before it where that was told, as the words or the concept say."""
    if subject.head is not None:
        return subject.head
    for gender in ("woman", "man"):
        if subject.concept.startswith(f"{gender}-"):
            return gender
    said = says_gender(subject.word) if " " in subject.word else None
    if said is not None:
        return said
    return "woman" if subject.word.lower().endswith(_FEMALE_ENDINGS) else None
