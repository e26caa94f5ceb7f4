"""Hook of `make docs`: makes pages that read well in the repository read well as a site.

A link to a file that is no page becomes that file's name, and a list needs no empty line before it.
Pages are read in two places: in the repository, where such links work, and as a site of docs/ alone.
"""

import re
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

_ROOT = Path(__file__).parents[1]
_DOCS = _ROOT / "docs"
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?P<target>(?!\w+:|#|/)[^)#\s]+)(?:#[^)\s]*)?\)")


class SourceFile(Protocol):
    abs_src_path: str


class Page(Protocol):
    """What is used here of MkDocs' page."""

    file: SourceFile


def without_repository_links(markdown: str, *, page_folder: Path) -> str:
    """The text with links out of the site as plain names. Raises FileNotFoundError for a link to nothing."""

    def as_name(match: re.Match[str]) -> str:
        target = (page_folder / unquote(match["target"])).resolve()
        is_on_site = target.is_relative_to(_DOCS) and target.parent != _DOCS / "adr"
        if is_on_site:
            return match[0]
        if not target.exists():
            raise FileNotFoundError(f"{match['target']} is linked from {page_folder} and does not exist")
        name = f"`{target.relative_to(_ROOT)}`"
        return name if match["text"].strip("`") in name else f"{match['text']} ({name})"

    return _LINK.sub(as_name, markdown)


def with_lines_before_lists(markdown: str) -> str:
    """Python-Markdown, unlike other readers, sees a list only after an empty line."""
    lines: list[str] = []
    is_code = False
    for line in markdown.split("\n"):
        follows_text = bool(lines) and re.match(r"[^\s\-#|>\d]", lines[-1]) is not None
        if not is_code and follows_text and re.match(r"- |\d+\. ", line):
            lines.append("")
        is_code ^= line.lstrip().startswith("```")
        lines.append(line)
    return "\n".join(lines)


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """MkDocs calls this with the source of every page."""
    text = with_lines_before_lists(markdown)
    return without_repository_links(text, page_folder=Path(page.file.abs_src_path).parent)
