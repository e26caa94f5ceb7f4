"""Logs: JSON lines, or colours where a person looks at a terminal.

Levels: error, a promise is broken; warning, somebody should look; info, what was done; debug, how.
"""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Final

import structlog

from cavendish.database.connection_pool import CONNECTION_ERRORS
from cavendish.domain.correlation import current_work
from cavendish.domain.errors import SetupError

_OF_THE_DATABASE: Final = ("asyncpg", "pgqueuer")
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """How this process writes its log."""

    level: int
    is_console: bool


def read_log_settings(environ: Mapping[str, str], *, is_terminal: bool) -> LogSettings:
    """From `CAVENDISH_LOG_LEVEL` and `CAVENDISH_LOG_FORMAT`. Raises SetupError that names the cure."""
    level = (environ.get("CAVENDISH_LOG_LEVEL") or "info").strip().lower()
    if level not in _LEVELS:
        raise SetupError(f"CAVENDISH_LOG_LEVEL={level!r} must be one of {', '.join(_LEVELS)}")
    shape = (environ.get("CAVENDISH_LOG_FORMAT") or "auto").strip().lower()
    if shape not in ("auto", "console", "json"):
        raise SetupError(f"CAVENDISH_LOG_FORMAT={shape!r} must be auto, console or json")
    return LogSettings(
        level=_LEVELS[level], is_console=shape == "console" or (shape == "auto" and is_terminal)
    )


def configure_logging(environ: Mapping[str, str]) -> LogSettings:
    """Set up structlog for this process. Raises SetupError for settings that make no sense."""
    settings = read_log_settings(environ, is_terminal=sys.stderr.isatty())
    renderer: structlog.typing.Processor = (
        # The renderer's own tracebacks show local variables: keys, prompts, signed links.
        structlog.dev.ConsoleRenderer(
            exception_formatter=structlog.dev.plain_traceback, colors=sys.stderr.isatty()
        )
        if settings.is_console
        else structlog.processors.JSONRenderer()
    )
    always: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        _name_work,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[structlog.typing.Processor] = [renderer]
    if not settings.is_console:
        last.insert(0, structlog.processors.format_exc_info)
    structlog.configure(
        processors=[*always, *last],
        wrapper_class=structlog.make_filtering_bound_logger(settings.level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    _take_over_libraries(max(settings.level, logging.WARNING), always, last)
    return settings


def _take_over_libraries(
    level: int, always: list[structlog.typing.Processor], last: list[structlog.typing.Processor]
) -> None:
    """What libraries log looks as our own lines do."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*always, structlog.stdlib.add_logger_name, _shorten_lost_connection],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _shorten_lost_connection(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """That the database is away is told with its reason alone: every try of every pool meets the same one."""
    error = event["exc_info"][1] if isinstance(event.get("exc_info"), tuple) else None
    if event["logger"].startswith(_OF_THE_DATABASE) and isinstance(error, CONNECTION_ERRORS):
        del event["exc_info"]
        event["reason"] = str(error)
    return event


def _name_work(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Request, task, key, route and attempt on every line that is about one."""
    for name, value in current_work().named().items():
        event.setdefault(name, value)
    return event
