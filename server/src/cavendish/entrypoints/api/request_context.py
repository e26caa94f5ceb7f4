"""What a route finds out about its request: whose key it carries, and the services to call."""

from collections.abc import MutableMapping
from typing import Any, Final, cast

from starlette.requests import Request

from cavendish.bootstrap import ApiServices
from cavendish.domain.api_key import ApiKey
from cavendish.entrypoints.api.gates.admin_gate import AdminGate
from cavendish.entrypoints.api.passing.api_metrics import ApiMetrics
from cavendish.entrypoints.api.passing.exchange import Exchange
from cavendish.entrypoints.api.task_reading import TaskReading
from cavendish.entrypoints.api.task_submission import TaskSubmission

_KEY: Final = "cavendish.key"
_IS_HEAD: Final = "cavendish.is_head"
_EXCHANGE: Final = "cavendish.exchange"


def store_key(scope: MutableMapping[str, Any], key: ApiKey) -> None:
    """Hand the authenticated key down to the route."""
    scope[_KEY] = key


def store_exchange(scope: MutableMapping[str, Any], exchange: Exchange) -> None:
    """Hand the request down as the front sees it, with the address that its proxies tell."""
    scope[_EXCHANGE] = exchange


def exchange_of(request: Request) -> Exchange:
    return cast("Exchange", request.scope[_EXCHANGE])


def store_method(scope: MutableMapping[str, Any]) -> None:
    """Let HEAD be served by the GET routes; the exchange drops the body."""
    scope[_IS_HEAD] = scope["method"] == "HEAD"
    if scope[_IS_HEAD]:
        scope["method"] = "GET"


def is_head(request: Request) -> bool:
    """Only headers are asked for: a route may spare itself the body."""
    return bool(request.scope[_IS_HEAD])


def calling_key(request: Request) -> ApiKey:
    """The key that the gate let through; routes outside /api/ have none."""
    return cast("ApiKey", request.scope[_KEY])


def services_of(request: Request) -> ApiServices:
    return cast("ApiServices", request.app.state.services)


def admin_gate_of(request: Request) -> AdminGate:
    return cast("AdminGate", request.app.state.admin_gate)


def metrics_of(request: Request) -> ApiMetrics:
    return cast("ApiMetrics", request.app.state.metrics)


def submission_of(request: Request) -> TaskSubmission:
    return cast("TaskSubmission", request.app.state.submission)


def reading_of(request: Request) -> TaskReading:
    return cast("TaskReading", request.app.state.reading)
