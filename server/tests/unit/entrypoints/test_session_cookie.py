import pytest

from cavendish.entrypoints.api.gates.session_cookie import SessionCookie


def cookie(public_url: str = "https://pictures.example.com") -> SessionCookie:
    return SessionCookie("cavendish", public_url=public_url, lifetime_s=60)


@pytest.mark.parametrize("others", [b"a=b", b"a@b=1", b"a", b'"=;;'])
def test_what_was_set_is_found_among_others_however_odd(others: bytes) -> None:
    assert cookie().find({b"cookie": others + b"; cavendish=secret; c=d"}) == "secret"


@pytest.mark.parametrize("headers", [{}, {b"cookie": b""}, {b"cookie": b"a=b"}])
def test_no_cookie_is_no_session(headers: dict[bytes, bytes]) -> None:
    assert cookie().find(headers) is None


def test_two_servers_of_one_machine_do_not_read_each_others() -> None:
    here, there = cookie("http://127.0.0.1:8080"), cookie("http://127.0.0.1:8081")
    (_, line) = here.set("secret")
    assert there.find({b"cookie": line.partition(b";")[0]}) is None
    assert here.find({b"cookie": line.partition(b";")[0]}) == "secret"


@pytest.mark.parametrize(("scheme", "is_secure"), [("https", True), ("http", False)])
def test_only_over_https_is_it_kept_to_https(scheme: str, is_secure: bool) -> None:
    (_, line) = cookie(f"{scheme}://pictures.example.com/base").set("secret")
    assert (b"; Secure" in line) == is_secure
    assert b"Path=/base/; " in line
