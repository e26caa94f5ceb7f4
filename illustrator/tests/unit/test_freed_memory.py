import ctypes
import gc
import platform
from pathlib import Path

import pytest

from cavendish_illustrator.painting import freed_memory

_BLOCKS, _BLOCK_BYTES = 200, 100_000  # smaller than what glibc takes from the system one by one


def _resident_kb() -> int:
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * 4


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc gives back what it keeps")
def test_what_was_freed_below_what_lives_goes_back_to_the_system() -> None:
    blocks = [bytes([1]) * _BLOCK_BYTES for _ in range(_BLOCKS)]
    kept = ctypes.create_string_buffer(b"x" * _BLOCK_BYTES)
    del blocks
    gc.collect()
    before_kb = _resident_kb()
    freed_memory.give_back()
    assert _resident_kb() < before_kb - _BLOCKS * _BLOCK_BYTES / 1024 / 2
    assert kept.value[:1] == b"x"


def test_without_a_way_to_give_back_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freed_memory, "_trim", lambda: None)
    freed_memory.give_back()
