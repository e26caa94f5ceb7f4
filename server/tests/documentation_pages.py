"""The pages of docs/ and the README as tests read them: headings, tables, blocks of code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
ENGLISH: Final = sorted(path for path in DOCS.glob("*.md") if not path.name.endswith(".pl.md"))
_FENCE: Final = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_INCLUDE: Final = re.compile(r'^ *--8<-- "([^"]+)"$', re.MULTILINE)
_COMMENT: Final = re.compile(r"(^|\s+)# .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block. `first_line` names it within its page."""

    page: Path
    language: str
    body: str

    @property
    def first_line(self) -> str:
        return self.body.strip().splitlines()[0]

    @property
    def is_included(self) -> bool:
        """A sample of its own file, which other tests run."""
        return _INCLUDE.fullmatch(self.body.strip()) is not None

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}: {self.first_line}"


def twin_of(page: Path) -> Path:
    """The Polish page of an English one."""
    return page.with_name(f"{page.stem}.pl.md")


def blocks(page: Path) -> list[Block]:
    return [
        Block(page=page, language=match["language"], body=match["body"])
        for match in _FENCE.finditer(page.read_text(encoding="utf-8"))
    ]


def includes(page: Path) -> list[str]:
    """The samples that a page shows, in their order."""
    return _INCLUDE.findall(page.read_text(encoding="utf-8"))


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def code_of(block: Block) -> str:
    """A block without its comments, which every language writes in its own words."""
    return "\n".join(line.rstrip() for line in _COMMENT.sub("", block.body).splitlines() if line.strip())


def headings(page: Path) -> list[int]:
    """The levels of a page's headings, in their order."""
    return [len(marks) for marks in re.findall(r"^(#+) ", prose(page), re.MULTILINE)]


def tables(page: Path) -> list[tuple[int, int]]:
    """Columns and rows of each table."""
    return [
        (table.splitlines()[0].count(" | "), len(table.splitlines()))
        for table in re.findall(r"(?:^\|.*\n?)+", prose(page), re.MULTILINE)
    ]


def code_spans(text: str) -> Iterator[str]:
    """What stands between backticks in a text."""
    yield from re.findall(r"`([^`\n]+)`", text)
