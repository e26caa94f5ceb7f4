"""What a `generateTask` body may say, one class per model, made from the model's limits."""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, TypeAlias, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from cavendish.domain.generation import AUTO_RATIO
from cavendish.ports.model import ModelPlugin

TypeForm: TypeAlias = Any
"""An annotation that is put together at run time."""
MAX_SOURCE_CHARS: Final = 200
# Not only white space, and no NUL: what the trimming and the database ask for.
_PROMPT_PATTERN: Final = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"
_ADDRESS_PATTERN: Final = r"^ *[Hh][Tt][Tt][Pp][Ss]?://[^/?#]"
_PICTURE_PATTERN: Final = rf"{_ADDRESS_PATTERN}|^data:image/"
_STRICT: Final = ConfigDict(strict=True, extra="ignore")


def _rule(problem: str) -> PydanticCustomError:
    # Braces would be read as placeholders of pydantic's message template.
    return PydanticCustomError("rule", cast("Any", problem.replace("{", "(").replace("}", ")")))


def _check_source(text: str | None) -> str | None:
    if text is not None and len(text) > MAX_SOURCE_CHARS:
        raise _rule(f"must have at most {MAX_SOURCE_CHARS} characters, and has {len(text)}")
    if text is not None and "\0" in text:
        raise _rule("must not contain the character U+0000")
    return text


class TaskInput(BaseModel):
    """The picture that is asked for."""

    model_config = _STRICT

    mode: Annotated[
        Literal["text-to-image", "image-to-image"] | None,
        Field(description="`text-to-image` when absent; `image-to-image` needs `image_urls`."),
    ] = None
    prompt: str
    image_urls: list[str] | None = None
    aspect_ratio: str | None = None
    output_format: Annotated[
        Literal["png", "jpeg", "jpg"] | None, Field(description="`png` when absent; `jpg` means `jpeg`.")
    ] = None
    resolution: str | None = None


class TaskBody(BaseModel):
    """One request for a picture. Unknown fields are ignored; `null` for an optional field means absent."""

    model_config = _STRICT

    request_type: Annotated[
        Literal["async", "callback"] | None,
        Field(description="`async` (poll, the default) or `callback` (needs `callback_url`)."),
    ] = None
    callback_url: Annotated[
        str | None,
        Field(
            description="Where the ended task is reported, by POST. Required for `request_type=callback`; "
            "absolute, `https`, on a public host.",
            examples=["https://example.com/hooks/pictures"],
            json_schema_extra={"pattern": _ADDRESS_PATTERN},
        ),
    ] = None
    provider: Annotated[
        Literal["auto", "value", "official"] | None,
        Field(description="Routing strategy; when absent the key's own, else `auto`."),
    ] = None
    source: Annotated[
        str | None,
        AfterValidator(_check_source),
        Field(
            description="A tag of the caller's own, kept with the task.",
            json_schema_extra={"maxLength": MAX_SOURCE_CHARS, "pattern": r"^[^\u0000]*$"},
        ),
    ] = None
    input: TaskInput


def make_body_class(model: ModelPlugin) -> type[TaskBody]:
    """The body class of one model; its schema shows that model's limits."""
    name = "".join(part.capitalize() for part in model.slug.split("-"))
    fields: dict[str, Any] = {
        "prompt": (_prompt(model.max_prompt_chars), ...),
        "image_urls": (_references(model.max_references), None),
        "aspect_ratio": (
            _choice((*model.aspect_ratios, AUTO_RATIO), "`1:1` when absent; `auto` picks."),
            None,
        ),
    }
    if model.resolutions:
        fields["resolution"] = (_resolution(model.resolutions), None)
    else:
        # Clients send it to every model; this one has a single size and ignores it.
        fields["resolution"] = (
            Annotated[Any, Field(exclude=True, description="Ignored by this model.")],
            None,
        )
    input_class = create_model(
        f"{name}Input", __base__=TaskInput, __doc__=f"The picture asked of {model.title}.", **fields
    )
    input_type: TypeForm = Annotated[input_class, Field(description="The picture that is asked for.")]
    return create_model(f"{name}Task", __base__=TaskBody, __doc__=TaskBody.__doc__, input=(input_type, ...))


def _prompt(max_chars: int) -> TypeForm:
    def check(text: str) -> str:
        text = text.strip()
        if not text:
            raise _rule("must not be empty: say what the picture should show")
        if len(text) > max_chars:
            raise _rule(f"must have at most {max_chars} characters after trimming, and has {len(text)}")
        if "\0" in text:
            raise _rule("must not contain the character U+0000")
        return text

    return Annotated[
        str,
        AfterValidator(check),
        Field(
            description=f"What the picture should show: 1 to {max_chars} Unicode characters after trimming.",
            examples=["A red fox in the snow at dawn, soft light"],
            json_schema_extra={"minLength": 1, "maxLength": max_chars, "pattern": _PROMPT_PATTERN},
        ),
    ]


def _references(max_count: int) -> TypeForm:
    return Annotated[
        list[Annotated[str, Field(json_schema_extra={"pattern": _PICTURE_PATTERN})]] | None,
        Field(
            description=f"Reference pictures, 1 to {max_count}, for `image-to-image`: JPG, PNG or WebP of at "
            "most 10 MB each, by `https` address or as `data:image/…;base64,…`.",
            examples=[["https://example.com/portrait.jpg"]],
            json_schema_extra={"maxItems": max_count},
        ),
    ]


def _choice(options: Sequence[str], description: str) -> TypeForm:
    return Annotated[cast("Any", Literal)[tuple(options)] | None, Field(description=description)]


def _resolution(options: Sequence[str]) -> TypeForm:
    def upper(value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    return Annotated[_choice(options, f"`{options[0]}` when absent; in any case."), BeforeValidator(upper)]
