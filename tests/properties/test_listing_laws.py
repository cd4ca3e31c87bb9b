"""Laws of what a feed lists: no way in which honest feeds lose entries looks like a deletion."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import listing

NAMES = st.lists(st.integers(0, 400).map(str), unique=True, max_size=40)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 40), st.integers(0, 60), st.integers(1, 40))
def test_a_window_that_moves_on_deletes_nothing(width: int, step: int, wider: int) -> None:
    """However far it moves and however long it becomes."""
    before = [str(n) for n in range(width, 0, -1)]
    after = [str(n) for n in range(width + step, max(0, width + step - wider), -1)]
    assert listing.gaps(before, after) == ()


@settings(max_examples=100, deadline=None)
@given(NAMES, st.data())
def test_whatever_is_deleted_in_order_is_found_and_nothing_else(before: list[str], data: st.DataObject) -> None:
    """One or two entries that have neighbours on both sides, with anything new on top."""
    fresh = [f"new {n}" for n in range(data.draw(st.integers(0, 5)))]
    places = data.draw(st.sets(st.integers(0, 39), max_size=2))
    gone = {before[place] for place in places if place < len(before)}
    after = [*fresh, *(name for name in before if name not in gone)]
    staying = [name for name in before if name not in gone]
    found = set(listing.gaps(before, after))
    assert found <= gone
    if len(staying) >= listing.FEWEST_STAYING:
        first, last = before.index(staying[0]), before.index(staying[-1])
        assert found == {name for name in gone if first < before.index(name) < last}


@settings(max_examples=100, deadline=None)
@given(NAMES, st.randoms(use_true_random=False))
def test_shuffling_finds_nothing_that_is_still_listed(before: list[str], random: object) -> None:
    """Nothing that stands in both is ever missing; and a feed in another order misses nothing."""
    after = list(before)
    random.shuffle(after)  # type: ignore[attr-defined]
    assert listing.gaps(before, after) == ()
    staying = [name for name in before if name in after[1:]]
    if staying != after[1:]:
        assert listing.gaps(before, after[1:]) == ()
