"""Running words within a list of bodies."""

from sciplan.documents.clauses.attribution import parse
from sciplan.documents.clauses.running_words import without_prose


def test_running_words_are_told_and_no_units() -> None:
    said = parse("责任单位：区民政局，各乡镇，建设，将整改通知书送达到户")
    assert said is not None
    found = without_prose(said)
    assert [name.text for name in found.names] == ["区民政局", "各乡镇", "建设"]
    assert found.unread == ("将整改通知书送达到户",)
    assert found.doubtful == ("建设",)


def test_a_clause_of_bodies_stays_as_it_is() -> None:
    said = parse("（区民政局牵头，区城投配合）")
    assert said is not None
    assert without_prose(said) is said
