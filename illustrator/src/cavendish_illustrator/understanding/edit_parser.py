"""From an edit instruction to operations, clause by clause."""

import re
from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.understanding.clause_edits import Clause, operations_of
from cavendish_illustrator.understanding.edit_instruction import (
    AddText,
    Combine,
    EditInstruction,
    EditOperation,
    Place,
)
from cavendish_illustrator.understanding.lexicon import Match
from cavendish_illustrator.understanding.phrase_matcher import UNKNOWN, Reading, read_phrases
from cavendish_illustrator.understanding.prompt_parser import LONGEST_PROMPT, parse_prompt
from cavendish_illustrator.understanding.quoted_text import split_quoted
from cavendish_illustrator.understanding.tokens import tokenise
from cavendish_illustrator.understanding.unquoted_text import find_unquoted_text

_VERBS: Final = frozenset({"add", "put", "remove", "replace", "change", "cut_out", "blur", "write", "crop"})
_TEXT_GAP: Final = re.compile(r"\s,\s")


def parse_edit(prompt: str) -> EditInstruction:
    """What the instruction asks to do; never fails, and the same words always give the same answer."""
    prompt = prompt[:LONGEST_PROMPT]
    body, texts = split_quoted(prompt)
    if texts:
        body = _TEXT_GAP.sub(" ", body)
    reading = read_phrases(tokenise(body), is_edit=True)
    if not texts:
        reading, texts = find_unquoted_text(reading, body)
    spec = parse_prompt(prompt)
    clauses = split_clauses(reading)
    operations: list[EditOperation] = []
    for matches in clauses:
        clause = Clause(reading, matches, spec, body)
        operations.extend(item for item in operations_of(clause) if item not in operations)
    operations.extend(_write(texts, reading))
    if any(_is(match, "edit", "combine") for match in reading.matches):
        operations = [item for item in operations if not _is_background(item)]
        operations.insert(0, Combine(spec=spec))
    unknown = (reading.words(match) for match in reading.matches if match.topic == UNKNOWN)
    return EditInstruction(
        prompt=prompt,
        spec=spec,
        operations=tuple(operations),
        not_understood=tuple(dict.fromkeys(word for word in unknown if len(word) > 2)),
    )


def _is(match: Match, topic: str, value: str) -> bool:
    return match.topic == topic and match.value == value


def _is_background(operation: EditOperation) -> bool:
    return type(operation).__name__ == "ReplaceBackground"


def split_clauses(reading: Reading) -> list[list[Match]]:
    """Parts that each ask for one thing: a verb after a break, an `and` or a `then` begins the next."""
    clauses: list[list[Match]] = [[]]
    for index, match in enumerate(reading.matches):
        before = reading.matches[index - 1] if index else None
        is_apart = reading.tokens[match.start].is_after_break
        is_joined = before is not None and (_is(before, "word", "and") or _is(before, "edit", "then"))
        is_verb = match.topic == "edit" and match.value in _VERBS
        if clauses[-1] and (is_apart or _is(match, "edit", "then") or (is_joined and is_verb)):
            clauses.append([])
        clauses[-1].append(match)
    return clauses


def _write(texts: Sequence[str], reading: Reading) -> list[EditOperation]:
    place = next((Place(match.value) for match in reading.matches if match.topic == "place"), None)
    color = next((match.value for match in reading.matches if match.topic == "color"), None)
    return [AddText(text=text, place=place, color=color) for text in texts]
