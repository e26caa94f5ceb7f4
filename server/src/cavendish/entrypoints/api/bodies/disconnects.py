"""Stop working for a client that has hung up."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar, cast

from starlette.types import Receive

from cavendish.entrypoints.api.bodies.request_body import ClientGoneError

Result = TypeVar("Result")


async def wait_for_disconnect(receive: Receive) -> None:
    """Return when the client hangs up; what it still sends is dropped."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def unless_disconnected(work: Coroutine[Any, Any, Result], receive: Receive) -> Result:
    """The result of `work`, which is cancelled when the client hangs up. Raises ClientGoneError then."""
    caller = cast("asyncio.Task[Any]", asyncio.current_task())
    is_gone = False

    async def watch() -> None:
        nonlocal is_gone
        await wait_for_disconnect(receive)
        is_gone = True
        caller.cancel()

    watching = asyncio.create_task(watch())
    try:
        return await work
    except asyncio.CancelledError:
        if is_gone and caller.uncancel() == 0:
            raise ClientGoneError from None
        raise
    finally:
        watching.cancel()
