"""What is photographed: every page in its states (`VIEWS`), as each kind of reader sees it (`READERS`)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from playwright.async_api import Page
from scripts.screenshots import reader_steps as steps

Place = Literal["server", "closed", "site"]
"""The furnished server, one without an admin token, or the documentation site."""

_DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 960}}
_PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
}
_DARK: dict[str, Any] = {"color_scheme": "dark"}
_POLISH: dict[str, Any] = {"locale": "pl-PL"}
READERS: dict[str, dict[str, Any]] = {
    "light": _DESK,
    "dark": {**_DESK, **_DARK},
    "phone": _PHONE,
    "polish": {**_DESK, **_POLISH},
    "polish-phone-dark": {**_PHONE, **_DARK, **_POLISH},
}


@dataclass(frozen=True, kw_only=True)
class View:
    """A page in one state: where it is, who has signed in, and what he does there."""

    name: str
    path: str
    prepare: Callable[[Page], Awaitable[None]] = steps.as_it_is
    key: str = ""
    """The name of the key whose playground it is; none: nobody has signed in there."""
    is_operator: bool = False
    place: Place = "server"
    has_polish: bool = True

    def readers(self) -> list[str]:
        return [name for name in READERS if self.has_polish or not name.startswith("polish")]

    def path_for(self, reader: str) -> str:
        """The site has its Polish pages at addresses of their own."""
        is_twin = self.place == "site" and reader.startswith("polish")
        return f"/pl{self.path}" if is_twin else self.path


def _playground(name: str, prepare: Callable[[Page], Awaitable[None]], key: str = "painter") -> View:
    return View(name=f"playground{name}", path="/", prepare=prepare, key=key)


def _console(name: str, path: str, prepare: Callable[[Page], Awaitable[None]]) -> View:
    return View(name=f"console-{name}", path=f"/console/{path}", prepare=prepare, is_operator=True)


VIEWS = [
    _playground("", steps.playground),
    _playground("-sign-in", steps.asked_to_sign_in, key=""),
    _playground("-empty", steps.playground_without_pictures, key="newcomer"),
    _playground("-lightbox", steps.lightbox),
    _playground("-code", steps.code),
    _playground("-refused", steps.refused_form),
    _playground("-failed", steps.failed_pictures, key="shop"),
    View(name="console-closed", path="/console/overview", place="closed"),
    View(name="console-sign-in", path="/console/overview"),
    View(name="console-sign-in-wrong", path="/console/overview", prepare=steps.wrong_token),
    _console("overview", "overview", steps.overview),
    _console("overview-empty", "overview?model=nano-banana-2", steps.overview_without_tasks),
    _console("tasks", "tasks", steps.listed),
    _console("tasks-empty", "tasks?prompt=unheard-of", steps.listed),
    _console("task", "tasks", steps.task),
    _console("task-failed", "tasks?state=failed", steps.first_in_full),
    _console("keys", "keys", steps.listed),
    _console("key", "keys?text=shop", steps.first_in_full),
    _console("key-new", "keys", steps.new_key),
    _console("key-refused", "keys", steps.key_refused),
    _console("key-made", "keys", steps.key_made),
    _console("key-revoke", "keys?text=newsletter", steps.revoking),
    _console("routes", "routes", steps.listed),
    _console("route-trial", "routes?live=live", steps.trial),
    _console("deliveries", "deliveries", steps.listed),
    _console("deliveries-empty", "deliveries?url=unheard-of", steps.listed),
    _console("delivery", "deliveries?state=dead", steps.first_in_full),
    _console("settings", "settings", steps.settings),
    View(name="reference", path="/docs", has_polish=False),
    View(name="reference-list", path="/docs", prepare=steps.endpoints, has_polish=False),
    View(name="reference-call", path="/docs", prepare=steps.tried_call, has_polish=False),
    View(name="site", path="/index.html", place="site"),
    View(name="site-start", path="/start.html", place="site"),
    View(name="site-api", path="/api.html", place="site"),
    View(name="site-python", path="/python.html", place="site"),
    View(name="site-console", path="/console.html", place="site"),
    View(name="site-menu", path="/errors.html", prepare=steps.open_menu, place="site"),
    # These two make new pictures, which would stand in the others.
    _playground("-edit", steps.editing),
    _playground("-drawing", steps.drawing, key="newcomer"),
]

SHOWN = {
    "playground": ("playground", "light"),
    "playground-edit": ("playground-edit", "light"),
    "playground-polish": ("playground", "polish"),
    "console": ("console-overview", "light"),
    "console-task": ("console-task", "light"),
    "console-task-polish": ("console-task", "polish"),
}
"""The pictures of docs/images: their names, each with the view and the reader that it shows."""
