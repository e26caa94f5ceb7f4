"""Limits count by the minute of the clock."""

import asyncio
import time


async def early_in_a_minute(*, needed_s: float = 15) -> None:
    """Wait for the next minute where this one has too little left for what a test does within one."""
    left_s = 60 - time.time() % 60
    if left_s < needed_s:
        await asyncio.sleep(left_s + 0.1)
