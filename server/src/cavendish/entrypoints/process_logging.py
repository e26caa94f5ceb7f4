"""Logs: JSON lines, or colours where a person looks at a terminal."""

import logging
import sys
from collections.abc import Mapping

import structlog


def configure_logging(environ: Mapping[str, str]) -> None:
    """Set up structlog for this process, from `CAVENDISH_LOG_LEVEL` and `CAVENDISH_LOG_FORMAT`."""
    level = logging.getLevelNamesMapping().get(
        environ.get("CAVENDISH_LOG_LEVEL", "info").upper(), logging.INFO
    )
    wants_console = (
        environ.get("CAVENDISH_LOG_FORMAT", "console" if sys.stderr.isatty() else "json") == "console"
    )
    renderer: structlog.typing.Processor = (
        # The renderer's own tracebacks show local variables: keys, prompts, signed links.
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if wants_console
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if wants_console else [structlog.processors.format_exc_info]),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr)
