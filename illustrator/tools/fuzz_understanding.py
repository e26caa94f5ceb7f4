"""Throw random prompts of many scripts at the parser: `python illustrator/tools/fuzz_understanding.py 20000`.

Stops at the first failure with the prompt that caused it, and prints how long prompts took.
"""

import random
import sys
import time

from cavendish_illustrator.understanding import parse_edit, parse_prompt, suggest_aspect_ratio
from cavendish_illustrator.vocabulary.foreign_phrases import foreign_phrases
from cavendish_illustrator.vocabulary.keyword_index import keyword_index
from cavendish_illustrator.vocabulary.lexicon import (
    LANGUAGES,
    TOPIC_FILES,
    language_lexicon,
    read_topic,
)
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases

SCRIPTS = ((0x20, 0x7F), (0xA0, 0x24F), (0x370, 0x52F), (0x590, 0x6FF), (0x900, 0x97F), (0x3040, 0x30FF))
MORE_SCRIPTS = ((0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x1F300, 0x1FAFF), (0x2000, 0x206F), (0x00, 0x20))


def known_words() -> list[str]:
    """Every phrase of the lexicon, cut to words."""
    words: set[str] = set()
    for file_name in TOPIC_FILES:
        for table in read_topic(file_name).values():
            for language in (*LANGUAGES, "any"):
                for phrase in split_phrases(table.get(language, "")):
                    words.update(phrase.replace("*", "").split())
    return sorted(words)


def random_prompt(chooser: random.Random, words: list[str]) -> str:
    """Random letters, a jumble of known words, or both; 1 to 5,000 characters."""
    parts: list[str] = []
    wanted = int(chooser.triangular(1, 400, 30)) if chooser.random() < 0.97 else 5000
    while sum(map(len, parts)) + len(parts) < wanted:
        if chooser.random() < 0.75:
            parts.append(chooser.choice(words))
        else:
            low, high = chooser.choice(SCRIPTS + MORE_SCRIPTS)
            parts.append("".join(chr(chooser.randint(low, high)) for _ in range(chooser.randint(1, 9))))
    return chooser.choice((" ", " ", ", ", "-")).join(parts)[:5000] or "?"


def read_everything() -> None:
    """Load all ten languages: the first prompt of a language pays for its lexicon, and no later one."""
    for language in LANGUAGES:
        language_lexicon(language)
        language_lexicon(language, is_for_edits=True)
        keyword_index(language)
    foreign_phrases("")
    suggest_aspect_ratio("")
    parse_edit("cat")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    chooser, words, spent = random.Random(7), known_words(), []
    start = time.perf_counter()
    read_everything()
    print(f"the lexicon of every language: {time.perf_counter() - start:.1f} s, once a process")
    for number in range(count):
        prompt = random_prompt(chooser, words)
        start = time.perf_counter()
        try:
            parse_prompt(prompt)
            spent.append((time.perf_counter() - start, len(prompt)))
            parse_edit(prompt)
            suggest_aspect_ratio(prompt)
        except Exception:
            print(f"prompt {number}: {prompt!r}")
            raise
    spent.sort()
    print(
        f"{count} prompts; median {spent[len(spent) // 2][0] * 1e3:.2f} ms, worst {spent[-1][0] * 1e3:.0f} ms"
    )
    longest = [seconds for seconds, length in spent if length >= 4900]
    if longest:
        print(f"5,000 characters: median {longest[len(longest) // 2] * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
