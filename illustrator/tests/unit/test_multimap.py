"""Several values a key, in order; a lone value reads like a row of one."""

from cavendish_illustrator.vocabulary.multimap import Multimap


def test_values_come_back_in_the_order_in_which_they_came() -> None:
    table: Multimap[int] = Multimap()
    for key, value in (("a", 3), ("b", 0), ("a", 1), ("a", 2)):
        table.add(key, value)
    assert table["a"] == (3, 1, 2)
    assert table["b"] == (0,)
    assert table["c"] == ()
