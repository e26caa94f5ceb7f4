import pytest

from cavendish.domain.own_link import FILES_PATH, own_name

PUBLIC = "https://pictures.example.com/base"


@pytest.mark.parametrize(
    "url",
    [
        "https://pictures.example.com/base/files/a.png",
        " https://pictures.example.com/base/files/a.png ",
        "HTTPS://Pictures.Example.COM:443/base/files/a.png",
        "https://pictures.example.com/base/files/a.png?x=1#y",
    ],
)
def test_an_address_here_is_known_in_any_spelling(url: str) -> None:
    assert own_name(url, path=FILES_PATH, public_url=PUBLIC) == "a.png"


@pytest.mark.parametrize(
    "url",
    [
        "data:image/png;base64,AAAA",
        "https://elsewhere.example.com/base/files/a.png",
        "https://pictures.example.com/files/a.png",
        "https://pictures.example.com:8443/base/files/a.png",
        "http://pictures.example.com/base/files/a.png",
        "https://me@pictures.example.com/base/files/a.png",
    ],
)
def test_an_address_elsewhere_is_not_ours(url: str) -> None:
    assert own_name(url, path=FILES_PATH, public_url=PUBLIC) is None


@pytest.mark.parametrize(
    "url", ["https://[pictures/base/files/a.png", "https://pictures.example.com:x/files/a"]
)
def test_what_is_no_address_is_left_to_whoever_checks_addresses(url: str) -> None:
    assert own_name(url, path=FILES_PATH, public_url=PUBLIC) is None
