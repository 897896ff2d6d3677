from collections.abc import Iterator

from sciplan.base.likeness import Suggestions, nearest


class Names(list[str]):
    """Names that count how often somebody goes through them."""

    looks = 0

    def __iter__(self) -> Iterator[str]:
        self.looks += 1
        return super().__iter__()


def test_only_the_first_hundred_mistyped_names_are_looked_for() -> None:
    names = Names(["市科协", "市教体局"])
    likely = Suggestions(names)
    said = [likely.of(f"市科协{'甲' * (number % 2)}{number}") for number in range(30_000)]
    assert said[:2] == ["是不是“市科协”？"] * 2
    assert said[100:] == [""] * 29_900
    assert names.looks == 100
    # What was looked for once is known.
    assert likely.of("市科协0") == "是不是“市科协”？"


def test_a_word_as_long_as_a_book_is_like_no_name() -> None:
    assert nearest("市科" * 60, Names(["市科" * 40])) == ()
    assert nearest("市科" * 45, ["市科" * 40]) == ("市科" * 40,)
