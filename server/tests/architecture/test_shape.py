"""The rules in CONTRIBUTING.md that no linter checks."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cavendish.domain.errors import CavendishError, ErrorCode, RequestRefusedError
from cavendish.entrypoints.api.answers.http_errors import HTTP_STATUS

ROOT = Path(__file__).parents[3]
PACKAGES = [
    ROOT / "server/src/cavendish",
    ROOT / "client/src/cavendish_client",
    ROOT / "illustrator/src/cavendish_illustrator",
]
MODULES = sorted(path for package in PACKAGES for path in package.rglob("*.py"))
SERVER_MODULES = [path for path in MODULES if PACKAGES[0] in path.parents]
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 50
BANNED_MODULE_NAMES = {"utils", "helpers", "common", "misc", "base", "manager", "core", "types", "constants"}
# The same small file in two places that may not import each other: a role's name, not a subject's.
MAY_REPEAT = {"__init__", "__main__", "main"}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imported_roots(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 100


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small_and_well_named(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MAX_MODULE_LINES
    assert path.stem not in BANNED_MODULE_NAMES
    for function in functions(ast.parse(source)):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        assert lines <= MAX_FUNCTION_LINES, f"{function.name} has {lines} lines"


@pytest.mark.parametrize("layer", ["domain", "ports"])
def test_the_inner_layers_use_only_the_standard_library(layer: str) -> None:
    inner = list((PACKAGES[0] / layer).rglob("*.py"))
    roots = {root for path in inner for root in imported_roots(path)}
    assert roots - set(sys.stdlib_module_names) <= {"cavendish"}


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for function in functions(ast.parse(path.read_text(encoding="utf-8")))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


@pytest.mark.parametrize("path", list((PACKAGES[0] / "ports").glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_every_method_of_a_port_says_what_it_promises(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    protocols = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(getattr(base, "id", "") == "Protocol" for base in node.bases)
    ]
    undocumented = [f.name for node in protocols for f in functions(node) if not ast.get_docstring(f)]
    assert undocumented == []


def test_only_entrypoints_named_main_read_the_environment() -> None:
    readers = [
        path.relative_to(PACKAGES[0])
        for path in SERVER_MODULES
        if re.search(r"os\.(environ|getenv)", path.read_text(encoding="utf-8"))
    ]
    assert [path for path in readers if path.name != "main.py"] == []


def test_every_error_code_has_an_http_status_and_an_error() -> None:
    assert set(HTTP_STATUS) == set(ErrorCode)
    assert {error.code for error in RequestRefusedError.__subclasses__()} == set(ErrorCode)


def test_deliberate_errors_descend_from_one_class() -> None:
    own = [
        (path, node)
        for path in SERVER_MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    ]
    bare = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path, node in own
        if any(getattr(base, "id", "") == "Exception" for base in node.bases)
        and node.name not in (CavendishError.__name__, "BrokenPluginError")
    ]
    assert bare == []


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "SECURITY.md"])
def test_documents_name_only_paths_that_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    paths = re.findall(
        r"[`(]((?:server|client|illustrator|docs|benchmarks|deploy|requirements)/[\w./-]+)", text
    )
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_nothing_committed_names_a_registry_or_a_machine() -> None:
    secret_words = [
        "py" + "pi.org",
        "python" + "hosted",
        "registry." + "npm",
        "deb." + "debian",
        "/" + "work/",
    ]
    texts = [
        path
        for folder in (
            "server",
            "client",
            "illustrator",
            "docs",
            "benchmarks",
            "requirements",
            "scripts",
            ".ci",
        )
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".md", ".toml", ".txt", ".in", ".sh", ".sql", ".html", ".js", ".css"}
    ]
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in texts
        for word in secret_words
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []
