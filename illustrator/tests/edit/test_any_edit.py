"""Any instruction on any picture gives a full picture of the asked size and never an exception."""

import importlib.util
import random
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture(scope="module")
def fuzz_edits():
    """The fuzzer's own module: what it throws in hundreds is thrown here in a handful."""
    names = ("fuzz_understanding", "fuzz_edits")
    for name in names:
        specification = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
        module = importlib.util.module_from_spec(specification)
        sys.modules[name] = module
        specification.loader.exec_module(module)
    yield sys.modules["fuzz_edits"]
    for name in names:
        del sys.modules[name]


@pytest.mark.parametrize("seed", range(6))
def test_any_words_change_any_pictures(fuzz_edits, seed):
    fuzz_edits.edit_by_words(random.Random(seed), ["cat", "red", "żółty", "фон", "?"], (96, 80), most=2)


@pytest.mark.parametrize("seed", range(100, 112))
def test_any_operations_change_any_pictures(fuzz_edits, seed):
    concepts = ("cat", "girl", "santa-hat", "moon", "no-such-thing", "rainbow")
    fuzz_edits.edit_by_operations(random.Random(seed), concepts, (80, 96), most=2)
