"""Makes pictures with the Nano Banana image task API: `Cavendish`, `AsyncCavendish`."""

from cavendish_client import errors
from cavendish_client.async_client import AsyncCavendish
from cavendish_client.batch import BatchItem
from cavendish_client.errors import (
    ApiError,
    CavendishError,
    ConnectionFailedError,
    ContentViolationError,
    TaskFailedError,
    WaitTimeoutError,
)
from cavendish_client.image import Image
from cavendish_client.patient_calls import RetryPolicy
from cavendish_client.sync_client import Cavendish
from cavendish_client.task import Task, TaskPage, TaskState
from cavendish_client.task_request import TaskRequest
from cavendish_client.webhooks import WebhookEvent, WebhookVerifier

__all__ = [
    "ApiError",
    "AsyncCavendish",
    "BatchItem",
    "Cavendish",
    "CavendishError",
    "ConnectionFailedError",
    "ContentViolationError",
    "Image",
    "RetryPolicy",
    "Task",
    "TaskFailedError",
    "TaskPage",
    "TaskRequest",
    "TaskState",
    "WaitTimeoutError",
    "WebhookEvent",
    "WebhookVerifier",
    "errors",
]
