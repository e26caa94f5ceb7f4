"""The ceiling: an ASGI app that does nothing but answer, on the same server with the same settings."""

from typing import Any

_BODY = b'{"code":200,"message":"success","data":{"taskId":"task_%s","state":"success"}}' % (b"0" * 32)
_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(_BODY)).encode())],
}
_END = {"type": "http.response.body", "body": _BODY}


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Read a body where there is one, answer the same bytes always."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    if scope["method"] == "POST":
        while (await receive()).get("more_body"):
            pass
    await send(_START)
    await send(_END)
