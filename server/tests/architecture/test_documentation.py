"""The documentation is whole: every page in both languages, and everything that there is on some page."""

import ast
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer
import yaml
from scripts.screenshots.views import SHOWN
from tests.documentation_pages import (
    DOCS,
    ENGLISH,
    ROOT,
    blocks,
    code_of,
    code_spans,
    headings,
    includes,
    tables,
    twin_of,
)

from cavendish.discovery import find_plugins
from cavendish.domain.errors import FailCode
from cavendish.entrypoints.api.answers.http_errors import HEADERS_TOO_LARGE, HTTP_STATUS
from cavendish.entrypoints.api.documentation.openapi_document import openapi_document
from cavendish.entrypoints.cli.main import app as server_app
from cavendish.ports.provider import ProviderPlugin
from cavendish_client.commands.main import app as client_app

LANGUAGES = ("en", "pl")
MAX_PICTURE_BYTES = 150_000
METHODS = ("get", "post", "put", "patch", "delete")
COMMANDS: dict[str, click.Command] = {
    "cavendish-server": typer.main.get_command(server_app),
    "cavendish": typer.main.get_command(client_app),
}
SOURCES = [
    path for package in ("server/src", "client/src") for path in sorted((ROOT / package).rglob("*.py"))
]
SETTINGS = re.compile(r'"(CAVENDISH_[A-Z0-9_]*[A-Z0-9])"')
FAMILIES = {
    "GaugeMetricFamily": "",
    "HistogramMetricFamily": "",
    "CounterMetricFamily": "_total",
    "_counter": "_total",
}
"""What makes a metric in our code, and what Prometheus adds to its name."""
ALL_PAGES = [*ENGLISH, *(twin_of(page) for page in ENGLISH)]


def pages(language: str) -> list[Path]:
    return ENGLISH if language == "en" else [twin_of(page) for page in ENGLISH]


def words(language: str) -> str:
    """All that the pages of a language say."""
    return "\n".join(page.read_text(encoding="utf-8") for page in pages(language))


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.stem)
def test_every_page_has_a_polish_twin_of_the_same_shape(page: Path) -> None:
    twin = twin_of(page)
    assert twin.exists(), f"write {twin.name}: whoever calls the API may read Polish"
    assert headings(twin) == headings(page)
    assert tables(twin) == tables(page)
    assert includes(twin) == includes(page)
    assert [(block.language, code_of(block)) for block in blocks(twin)] == [
        (block.language, code_of(block)) for block in blocks(page)
    ]


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "client/README.md", *ALL_PAGES], ids=lambda p: p.name
)
def test_every_picture_that_a_page_shows_is_there(page: Path) -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [name for name in shown if not (page.parent / name).is_file()] == []


def test_every_picture_is_small_and_shown_on_some_page() -> None:
    pages_with_pictures = [ROOT / "README.md", ROOT / "client/README.md", *ALL_PAGES]
    texts = "".join(page.read_text(encoding="utf-8") for page in pages_with_pictures)
    shown = set(re.findall(r"images/([\w.-]+)\)", texts))
    photographs = list((DOCS / "images").glob("*.webp"))
    assert {path.name for path in photographs} == {f"{name}.webp" for name in SHOWN}
    assert {path.name for path in photographs} - shown == set()
    assert [path.name for path in photographs if path.stat().st_size > MAX_PICTURE_BYTES] == []


def test_there_is_no_polish_page_without_an_english_one() -> None:
    assert {page.name for page in DOCS.glob("*.pl.md")} == {twin_of(page).name for page in ENGLISH}


def test_every_page_is_in_the_navigation_and_every_entry_has_a_polish_name() -> None:
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    site = yaml.safe_load(lines)
    (names,) = (
        language["nav_translations"]
        for plugin in site["plugins"]
        if isinstance(plugin, dict) and "i18n" in plugin
        for language in plugin["i18n"]["languages"]
        if language["locale"] == "pl"
    )
    titles, files = zip(*entries(site["nav"]), strict=True)
    assert sorted(filter(None, files)) == [page.name for page in ENGLISH]
    assert set(names) == set(titles)


def entries(nav: list[dict[str, object]]) -> Iterator[tuple[str, str | None]]:
    """Titles of the navigation, each with its file; None: it is a group."""
    for entry in nav:
        for title, target in entry.items():
            if isinstance(target, str):
                yield title, target
            elif isinstance(target, list):
                yield title, None
                yield from entries(target)


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.name)
def test_what_is_given_as_json_or_toml_can_be_read(page: Path) -> None:
    for block in blocks(page):
        if block.language == "json":
            json.loads(block.body)
        elif block.language == "toml":
            tomllib.loads(block.body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_endpoint_is_documented(language: str) -> None:
    (api,) = (page for page in pages(language) if page.name.startswith("api."))
    rows = set(re.findall(r"^\| ([A-Z]+) \| `([^`]+)` \|", api.read_text(encoding="utf-8"), re.MULTILINE))
    missing = {
        (method.upper(), path)
        for path, operations in openapi_document()["paths"].items()
        for method in operations
        if method in METHODS and not any(is_row_of(path, row) for verb, row in rows if verb == method.upper())
    }
    assert missing == set()


def is_row_of(path: str, row: str) -> bool:
    """Parameters may have other names on the page, and `{model}` stands for the models."""
    pattern = re.sub(r"\\\{[^}]+\\\}", "[^/:]+", re.escape(row))
    return re.fullmatch(pattern, path) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fail_code_and_status_has_its_meaning_and_cure(language: str) -> None:
    (errors,) = (page for page in pages(language) if page.name.startswith("errors."))
    cells = re.findall(
        r"^\| `?(\w+)`? \| [^|]+ \| [^|]+ \|$", errors.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {code.value for code in FailCode} <= set(cells)
    statuses = {*HTTP_STATUS.values(), HEADERS_TOO_LARGE, 500}
    assert {str(status) for status in statuses} <= set(cells)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_documented(language: str) -> None:
    read = {name for path in SOURCES for name in SETTINGS.findall(path.read_text(encoding="utf-8"))}
    read |= {
        name
        for plugin in find_plugins("cavendish.adapters.providers", ProviderPlugin)
        for name in plugin.credentials
    }
    assert len(read) > 50
    named = set(re.findall(r"[A-Z][A-Z0-9_]+[A-Z0-9]", words(language)))
    assert read - named == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_is_documented(language: str) -> None:
    (page,) = (page for page in pages(language) if page.name.startswith("metrics."))
    rows = set(re.findall(r"^\| `(\w+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == set(metrics())


def metrics() -> Iterator[str]:
    """Their names as Prometheus sees them."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                name = first.value if isinstance(first, ast.Constant) else None
                if isinstance(name, str) and node.func.id in FAMILIES:
                    yield name + FAMILIES[node.func.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_alert_is_documented(language: str) -> None:
    rules = yaml.safe_load((ROOT / "deploy/observability/alerts.yaml").read_text())["groups"][0]["rules"]
    (runbook,) = (page for page in pages(language) if page.name.startswith("runbook."))
    sections = re.findall(r"^## (\w+)$", runbook.read_text(encoding="utf-8"), re.MULTILINE)
    assert sections == [rule["alert"] for rule in rules]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("program", COMMANDS)
def test_every_command_and_option_is_documented(program: str, language: str) -> None:
    (page,) = (page for page in pages(language) if page.name.startswith("commands."))
    text = page.read_text(encoding="utf-8")
    before, _, after = text.partition("\n## cavendish\n")
    section = before if program == "cavendish-server" else before.partition("\n## ")[0] + after
    said = " ".join([*code_spans(section), *re.findall(r"^### (.+)$", section, re.MULTILINE)])
    for path, command in leaves(COMMANDS[program]):
        assert path.split()[-1] in re.findall(r"[\w-]+", said) if path else True, path
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                is_option = option.startswith("-") and option != "--help"
                assert not is_option or re.search(rf"(?<![\w-]){option}(?![\w-])", said), f"{path} {option}"


def leaves(command: click.Command, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, with the words that call them."""
    yield path, command
    for name, child in children(command).items():
        yield from leaves(child, f"{path} {name}".strip())


def children(command: click.Command) -> dict[str, click.Command]:
    """The commands of a group; typer's groups are none of click's."""
    return getattr(command, "commands", {})


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "client/README.md", *ALL_PAGES], ids=lambda p: p.name
)
def test_commands_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    code = [block.body.replace("\\\n", "") for block in blocks(page)]
    lines = [line.removeprefix("$ ") for text in code for line in text.splitlines()]
    for line in [*code_spans(text), *lines]:
        if (called := re.match(r"(cavendish(?:-server)?) (.+)", line)) is not None:
            check_call(called[1], shlex.split(called[2], comments=True))


def check_call(program: str, arguments: list[str]) -> None:
    command = COMMANDS[program]
    for argument in arguments:
        if argument in ("…", "|", "&&"):
            return
        options = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
        if argument.startswith("-") and argument != "-":
            name = argument.strip("[]").partition("=")[0]
            assert name in {*options, "--help"}, f"{program} {' '.join(arguments)}: no option {name}"
        elif children(command) and argument.isalpha() and argument.islower():
            assert argument in children(command), f"{program} has no command {argument}"
            command = children(command)[argument]
