import sys
from pathlib import Path

import numpy as np
import pytest

from cavendish_illustrator.painting.spare_memory import give_back_spare_memory


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_freed_blocks_go_back_to_the_system():
    blocks = [np.ones(2000, np.float64) for _ in range(4000)]
    kept = blocks[::200]
    del blocks
    before = resident_bytes()
    if not give_back_spare_memory():
        pytest.skip("this C library cannot trim its heap")
    assert resident_bytes() < before - 20_000_000
    assert len(kept) == 20
