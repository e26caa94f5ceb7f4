"""Throw random prompts through the whole drawer: `python illustrator/tools/fuzz_drawing.py 500 30`.

The first number is drawn at 256 × 192, the second at the sizes of the API. Stops at the first failure with
the prompt that caused it.
"""

import random
import sys
import time
from collections.abc import Sequence

from fuzz_understanding import known_words, random_prompt

from cavendish_illustrator import draw
from cavendish_illustrator.painting.pixel_sizes import PIXEL_SIZES

_SMALL = (256, 192)


def _draw_one(prompt: str, size: tuple[int, int], seed: int) -> float:
    """Return the CPU seconds a picture took; its size and mode must be right."""
    start = time.process_time()
    image = draw(prompt, size=size, seed=seed).image
    if image.size != size or image.mode not in ("RGB", "RGBA"):
        raise ValueError(f"{image.mode} {image.size} instead of {size}")
    return time.process_time() - start


def _fuzz(sizes: Sequence[tuple[int, int]], chooser: random.Random) -> None:
    words, spent = known_words(), list[float]()
    for number, size in enumerate(sizes):
        prompt = random_prompt(chooser, words)
        try:
            spent.append(_draw_one(prompt, size, chooser.getrandbits(63)))
        except Exception:
            print(f"\nprompt {number} at {size}: {prompt!r}")
            raise
        print(f"\r{number + 1}/{len(sizes)}", end="", file=sys.stderr, flush=True)
    spent.sort()
    print(f"\r{len(spent)} pictures; median {spent[len(spent) // 2]:.2f} s of CPU, worst {spent[-1]:.2f} s")


def main() -> None:
    counts = [int(word) for word in sys.argv[1:3]]
    small, full = counts if len(counts) == 2 else (500, 30)
    chooser, ratios = random.Random(11), list(PIXEL_SIZES.values())
    if small:
        _fuzz([_SMALL] * small, chooser)
    if full:
        _fuzz([ratios[number % len(ratios)] for number in range(full)], chooser)


if __name__ == "__main__":
    main()
