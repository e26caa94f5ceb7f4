import pytest
from hypothesis import given
from hypothesis import strategies as st

from cavendish.domain.errors import SetupError
from cavendish.domain.price_list import price_for, read_microusd, read_price_list


@pytest.mark.parametrize(
    ("text", "amount"),
    [("0.04", 40_000), ("$25", 25_000_000), ("0.000001", 1), ("1000000", 10**12), (" 12.50 ", 12_500_000)],
)
def test_dollars_are_read_exactly(text: str, amount: int) -> None:
    assert read_microusd(text) == amount


@pytest.mark.parametrize(
    "text", ["", "-1", "1e3", "0.0000001", "1000000.000001", "1,5", "nan", "٣", "$", "1."]
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_microusd(text) is None


@given(st.integers(0, 10**12), st.integers(0, 100_000))
def test_a_keys_price_is_never_below_its_share_and_less_than_a_microdollar_above(
    price: int, percent: int
) -> None:
    paid = price_for(price, percent=percent)
    assert 0 <= paid * 100 - price * percent < 100


def test_the_list_has_a_price_for_all_and_prices_for_some() -> None:
    prices = read_price_list("0.03, nano-banana-pro=0.15")
    assert prices.price_microusd("nano-banana") == 30_000
    assert prices.price_microusd("nano-banana-pro") == 150_000
    assert read_price_list("").price_microusd("nano-banana") == 40_000
    assert read_price_list("nano-banana-2=0").price_microusd("nano-banana-2") == 0


@pytest.mark.parametrize("text", ["free", "nano-banana=", "=0.04", "0.04,nano-banana=x"])
def test_a_price_that_makes_no_sense_is_named(text: str) -> None:
    with pytest.raises(SetupError, match="CAVENDISH_PRICE_USD has"):
        read_price_list(text)
