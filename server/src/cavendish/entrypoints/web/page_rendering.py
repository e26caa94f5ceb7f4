"""Our pages: a template, in the reader's language and colours, with the headers that keep it to itself."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.answers.security_headers import NOT_STORED, PAGE_POLICY
from cavendish.entrypoints.api.request_context import services_of
from cavendish.entrypoints.product_version import product_version
from cavendish.entrypoints.web.message_catalogue import LANGUAGES, Message, choose_language, load_messages
from cavendish.entrypoints.web.static_files import static_bundle

THEME_COOKIE: Final = "cavendish_theme"
LANGUAGE_COOKIE: Final = "cavendish_language"
_THEMES: Final = ("light", "dark")


def render_page(request: Request, template: str, *, part: str, **values: object) -> Response:
    """An HTML answer of `templates/<template>`; `part` names the messages it may use, as `t("part.name")`.

    Beside `values` a template has `base` (the path that the server's address ends in), `static(path)`,
    `t(name)`, `language`, `languages`, `theme`, `version`, and `messages_json` for scripts.
    """
    language = page_language(request)
    messages = load_messages(part, language)
    base = urlsplit(services_of(request).settings.public_url).path
    text = (
        _environment()
        .get_template(template)
        .render(
            base=base,
            static=lambda path: f"{base}/static/{static_bundle().name}/{path}",
            t=_translator(messages),
            language=language,
            languages=LANGUAGES,
            theme=_theme(request),
            version=product_version(),
            messages_json=_json_block(messages),
            **values,
        )
    )
    page = Response(text, media_type="text/html")
    page.raw_headers += [PAGE_POLICY, NOT_STORED, (b"referrer-policy", b"no-referrer")]
    return page


def page_language(request: Request) -> str:
    """The language chosen on an earlier page, else what the browser asks for."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else choose_language(request.headers.get("accept-language", ""))


def _theme(request: Request) -> str | None:
    chosen = request.cookies.get(THEME_COOKIE)
    return chosen if chosen in _THEMES else None


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _translator(messages: Mapping[str, Message]) -> Callable[..., str]:
    def translate(name: str, **values: object) -> str:
        message = messages[name]
        if not isinstance(message, str):
            message = message["other"]
        return message.format(**values) if values else message

    return translate


def _json_block(value: object) -> Markup:
    """JSON that may stand inside a `<script type="application/json">`: nothing in it closes it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704  escaped for its place
