"""Names of shoes: whatever is renamed, merged or exported, every name ends at one pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stridewell.plan.shoe_names import id_of_gear, key_of, resolved
from stridewell.plan.shoes import Shoe

NAMES = st.text(min_size=1, max_size=12).filter(str.strip)
IDS = st.sampled_from(["a", "b", "c", "d"])
PAIRS = st.dictionaries(IDS, st.tuples(NAMES, st.lists(NAMES, max_size=2), IDS | st.just("")))


@given(PAIRS, st.lists(st.text(max_size=12), max_size=6))
def test_every_name_ends_at_one_pair_that_is_there(
    told: dict[str, tuple[str, list[str], str]], gears: list[str]
) -> None:
    pairs = [
        Shoe(shoe_id, name, also=tuple(also), merged_into=into)
        for shoe_id, (name, also, into) in told.items()
    ]
    named = resolved(pairs, gears)
    there = {each.id for each in pairs} | named.new.keys()
    for gear in gears:
        assert named.by_gear(gear) in (there if gear.strip() else {""})
    for each in pairs:
        assert named.final(each.id) in there


@given(NAMES)
def test_case_and_blanks_make_no_other_pair(name: str) -> None:
    assert key_of(f"  {name} ") == key_of(name)
    assert id_of_gear(name) == id_of_gear(f"{name} ")


def test_a_name_in_any_script_has_an_id() -> None:
    assert id_of_gear("跑鞋") != id_of_gear("跑鞋 2")
    assert id_of_gear("跑鞋").startswith("pair-")


def test_pairs_merged_into_each_other_do_not_loop() -> None:
    pairs = [Shoe("a", "A", merged_into="b"), Shoe("b", "B", merged_into="a")]
    named = resolved(pairs, ["a"])
    assert named.by_gear("a") in {"a", "b"}
