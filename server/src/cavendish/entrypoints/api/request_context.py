"""What a route finds out about its request: whose key it carries, and the services to call."""

from collections.abc import MutableMapping
from typing import Any, Final, cast

from starlette.requests import Request

from cavendish.bootstrap import ApiServices
from cavendish.domain.api_key import ApiKey
from cavendish.entrypoints.api.task_reading import TaskReading
from cavendish.entrypoints.api.task_submission import TaskSubmission

_KEY: Final = "cavendish.key"


def store_key(scope: MutableMapping[str, Any], key: ApiKey) -> None:
    """Hand the authenticated key down to the route."""
    scope[_KEY] = key


def calling_key(request: Request) -> ApiKey:
    """The key that the gate let through; routes outside /api/ have none."""
    return cast("ApiKey", request.scope[_KEY])


def services_of(request: Request) -> ApiServices:
    return cast("ApiServices", request.app.state.services)


def submission_of(request: Request) -> TaskSubmission:
    return cast("TaskSubmission", request.app.state.submission)


def reading_of(request: Request) -> TaskReading:
    return cast("TaskReading", request.app.state.reading)
