"""Names taken apart, and which abbreviates which."""

from hypothesis import given
from hypothesis import strategies as st

from sciplan.plan.resolve.bodynames import abbreviates, frame_of, frames_sought, taken_apart

NAMES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "市", "某市", "市委", "县"]),
    st.text("发展改革市场监督管理广播", max_size=6),
    st.sampled_from(["局", "委", "委员会", "办", "管理局", ""]),
)


@given(NAMES, NAMES)
def test_a_short_name_is_found_by_its_frame(one: str, other: str) -> None:
    """What abbreviates another is among those looked at for it."""
    short, long = taken_apart(one, "某市"), taken_apart(other, "某市")
    if abbreviates(short, long):
        assert frame_of(long.core) in frames_sought(short)


def test_the_frame_of_a_name() -> None:
    assert frame_of("发展改革委") == "发委"
    assert frame_of("") == ""
    assert frames_sought(taken_apart("市监局", "某市")) == {"监局", "市局"}
