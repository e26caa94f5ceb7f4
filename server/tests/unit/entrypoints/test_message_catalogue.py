from importlib import resources

import pytest

from cavendish.entrypoints.web.message_catalogue import LANGUAGES, choose_language, load_messages

PARTS = sorted(
    {
        file.name.partition(".")[0]
        for file in resources.files("cavendish.entrypoints.web").joinpath("messages").iterdir()
    }
)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_message(part: str, language: str) -> None:
    english, other = load_messages(part, "en"), load_messages(part, language)
    assert set(other) == set(english)
    assert all(isinstance(other[name], type(english[name])) for name in english)
    assert not [name for name, message in other.items() if not message]


@pytest.mark.parametrize("part", PARTS)
def test_polish_plurals_have_all_polish_forms(part: str) -> None:
    plurals = [message for message in load_messages(part, "pl").values() if not isinstance(message, str)]
    assert all({"one", "few", "many", "other"} <= set(forms) for forms in plurals)


@pytest.mark.parametrize(
    ("wished", "language"),
    [
        ("pl", "pl"),
        ("pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        ("de-DE,de;q=0.9,pl;q=0.5,en;q=0.3", "pl"),
        ("en;q=0.4,pl;q=0.6", "pl"),
        ("pl;q=0,en", "en"),
        ("pl;q=nonsense", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_the_language_wished_most_that_we_speak_is_chosen(wished: str, language: str) -> None:
    assert choose_language(wished) == language
