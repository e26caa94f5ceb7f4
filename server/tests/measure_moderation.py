"""Recall and false alarms of the operator rules: `python server/tests/measure_moderation.py [SET.toml]`."""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cavendish.adapters.prompt_rules.rule_file import load_policy
from cavendish.adapters.prompt_rules.rule_matching import RuleMatcher

SET = Path(__file__).with_name("moderation_set.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    prompt: str
    where: str
    category: str | None
    """What it must be stopped as; None when it must pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    sample: Sample
    category: str | None
    rule: str | None

    @property
    def is_right(self) -> bool:
        return self.category == self.sample.category


def read_set(path: Path = SET) -> Iterator[Sample]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    for category, places in content["violations"].items():
        for where, prompts in places.items():
            for prompt in prompts:
                yield Sample(prompt=prompt, where=where, category=category)
    for where, prompts in content["benign"].items():
        for prompt in prompts:
            yield Sample(prompt=prompt, where=where, category=None)


def judge(samples: list[Sample]) -> list[Judged]:
    matcher = RuleMatcher(load_policy(None))
    judged = []
    for sample in samples:
        broken = matcher.find_broken(sample.prompt)
        judged.append(
            Judged(
                sample=sample,
                category=broken.rule.category if broken else None,
                rule=broken.rule.name if broken else None,
            )
        )
    return judged


def table(judged: list[Judged]) -> str:
    """In Markdown: stopped at all, and stopped as what it is."""
    lines = ["| category | prompts | stopped | stopped as this category |", "| --- | --- | --- | --- |"]
    for category in dict.fromkeys(item.sample.category for item in judged if item.sample.category):
        mine = [item for item in judged if item.sample.category == category]
        stopped = sum(item.category is not None for item in mine)
        right = sum(item.is_right for item in mine)
        lines.append(f"| {category} | {len(mine)} | {stopped} ({stopped / len(mine):.0%}) | {right} |")
    bad = [item for item in judged if item.sample.category]
    stopped, right = sum(item.category is not None for item in bad), sum(item.is_right for item in bad)
    lines.append(f"| all violations | {len(bad)} | {stopped} ({stopped / len(bad):.1%}) | {right} |")
    benign = [item for item in judged if item.sample.category is None]
    alarms = sum(item.category is not None for item in benign)
    lines.append(
        f"| benign look-alikes | {len(benign)} | {alarms} ({alarms / len(benign):.1%}) false alarms | |"
    )
    return "\n".join(lines)


def main() -> None:
    judged = judge(list(read_set(Path(sys.argv[1]) if len(sys.argv) > 1 else SET)))
    print(table(judged))
    for item in judged:
        if not item.is_right:
            print(
                f"{item.sample.category or 'benign'}/{item.sample.where}: {item.sample.prompt!r} -> "
                f"{item.category or 'passed'} ({item.rule})"
            )


if __name__ == "__main__":
    main()
