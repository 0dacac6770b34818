"""What can be read up, and the search: every entry is found, and nothing unconfirmed is a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

import pytest

from cases import KNOWLEDGE
from stridewell.adapters.knowledge_files import packaged_library
from stridewell.app.learn.conditions import condition_lines, condition_view, conditions_by_place
from stridewell.app.learn.documents import documents
from stridewell.app.learn.entries import VIEWS, entries_called, entry_of
from stridewell.app.learn.exercises import (
    EXERCISE_KIND_WORDS,
    exercise_view,
    exercises_by_kind,
)
from stridewell.app.learn.judging import (
    questions_by_section,
    reasoning_groups,
    rules_by_level,
)
from stridewell.app.learn.numbers import counts, numbers, source_views
from stridewell.app.learn.ratios import ratio_bar
from stridewell.app.learn.readings import (
    ClaimChoice,
    cards_by_area,
    claims_by_section,
    terms_in_order,
)
from stridewell.app.learn.search import Hit, query_terms, search, snippet, stem
from stridewell.app.learn.self_tests import self_test_links, self_test_view
from stridewell.app.learn.shelf import KIND_WORDS, TITLES, Kind, Link, Shelf, link_to, links_to
from stridewell.app.learn.standing import number_view, standing
from stridewell.app.learn.words import (
    area_words,
    criterion_words,
    listed,
    share,
    times,
    ways,
    weeks,
)
from stridewell.knowledge.criteria import All, AtLeast, Compare, Not, Present
from stridewell.knowledge.library import CheckResult, Ref, Verdict
from stridewell.knowledge.training import ExerciseKind
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade, Verification
from stridewell.values.quantities import Interval

SHELF = Shelf(KNOWLEDGE, packaged_library())
LIBRARY = SHELF.library


def found(query: str) -> tuple[Hit, ...]:
    return search(query, SHELF)


def ids(query: str) -> list[str]:
    return [hit.link.id for hit in found(query)]


def test_every_kind_has_a_word_and_a_title() -> None:
    assert set(KIND_WORDS) == set(TITLES) == set(Kind)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("greater trochanteric pain", "gtps"),
        ("sciatica", "lumbar_radiculopathy"),
        ("trochanteric bursitis", "gtps"),
        ("runner's hip", "gtps"),
        ("Runner’s Hip", "gtps"),
        ("outer hip pain at night", "gtps"),
        ("it band", "itbs"),
        ("gluteal tendon", "gtps"),
        ("three small hops", "hop"),
        ("walk-run ladder", "walk_run_ladder"),
    ],
)
def test_the_best_entry_comes_first(query: str, first: str) -> None:
    assert ids(query)[0] == first


@pytest.mark.parametrize(
    ("query", "among"),
    [
        ("bursitis", {"gtps", "iliopsoas_bursitis", "ischial_bursitis"}),
        ("stress fracture", {"bsi_femoral_neck", "bsi_sacrum", "stress_fracture"}),
        ("FADIR", {"fadir", "fadir_self", "test_fadir_self"}),
        ("hernia", {"inguinal_hernia", "E12", "S16"}),
        ("cadence", {"cadence", "step_rate"}),
        ("S0-02", {"S0-02"}),
        ("bridge", {"bridge"}),
    ],
)
def test_entries_of_every_kind_are_found(query: str, among: set[str]) -> None:
    assert among <= set(ids(query))


NAMED = [
    each.link
    for each in documents(SHELF)
    if each.link.kind in {Kind.CONDITION, Kind.SELF_TEST, Kind.TERM, Kind.EXERCISE}
]


@pytest.mark.untraced  # hundreds of searches that one search reaches as well
def test_every_name_finds_its_entry() -> None:
    lost = [link.id for link in NAMED if link not in [hit.link for hit in found(link.title)]]
    assert lost == []


def test_saddle_numbness_leads_to_the_emergency_it_may_be() -> None:
    assert {"cauda_equina", "saddle_numbness"} <= set(ids("numb saddle"))


def test_a_search_finds_plurals_and_beginnings() -> None:
    assert "bridge" in ids("bridges")
    assert "bsi_sacrum" in ids("stress fractures")
    assert "gtps" in ids("tendinop")
    assert ids("xq") == ids("zzzz") == []


@pytest.mark.parametrize("query", ["", "   ", "?!", "(", "%", "<script>", "é", "a" * 200])
def test_no_query_is_too_odd(query: str) -> None:
    assert isinstance(found(query), tuple)


def test_the_same_query_gives_the_same_order() -> None:
    other = Shelf(KNOWLEDGE, packaged_library())
    assert ids("hip pain") == [hit.link.id for hit in search("hip pain", other)]
    assert ids("pain hip") == ids("hip pain")


def test_a_title_counts_more_than_a_name_and_a_name_more_than_text() -> None:
    order = ids("coccydynia")
    assert order[0] == "coccydynia"
    names = ids("gluteal tendinitis")
    assert names[0] == "gtps"


def test_a_hit_says_kind_title_piece_and_address() -> None:
    hit = found("cauda equina syndrome")[0]
    assert hit.link == Link(
        Kind.CONDITION, "cauda_equina", "Cauda equina syndrome", "/learn/conditions/cauda_equina"
    )
    assert hit.link.word == "Cause"
    assert hit.note == "must not be missed"
    assert hit.snippet


def test_a_claim_that_is_found_has_its_verdict_beside_it() -> None:
    hit = next(hit for hit in found("S0-04") if hit.link.id == "S0-04")
    assert hit.note == "Contradicted"


def test_small_words_count_only_alone() -> None:
    assert query_terms("pain in the hip") == ("pain", "hip")
    assert query_terms("the") == ("the",)


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("hips", "hip"),
        ("injuries", "injury"),
        ("stretches", "stretch"),
        ("exercises", "exercise"),
        ("bursitis", "bursitis"),
        ("press", "press"),
        ("sinus", "sinus"),
        ("gas", "gas"),
    ],
)
def test_plurals_lose_their_ending_and_nothing_else_does(word: str, singular: str) -> None:
    assert stem(word) == singular


def test_a_piece_of_text_is_the_sentence_with_the_word_cut_to_a_length() -> None:
    text = "The first sentence is about nothing that anybody has asked. The hip is here. Next."
    assert snippet(text, ["hip"]) == "The hip is here. Next."
    assert snippet(text, ["toe"]).startswith("The first sentence")
    assert snippet("word " * 100, ["word"]).endswith(" …")


@pytest.mark.parametrize("condition", sorted(KNOWLEDGE.conditions))
def test_a_cause_can_be_read_in_full(condition: str) -> None:
    view = condition_view(condition, SHELF)
    known = KNOWLEDGE.conditions[condition]
    assert view is not None
    assert len(view.speaks_for) + len(view.speaks_against) == len(known.evidence)
    assert len(view.who) == len(known.modifiers)
    assert view.course is not None
    assert view.course.stages
    assert view.sources
    assert {each.link.id for each in view.helps} == {
        each.id for each in KNOWLEDGE.exercises.values() if condition in each.helps
    }
    assert {each.link.id for each in view.harms} == {
        each.id for each in KNOWLEDGE.exercises.values() if condition in each.avoid_for
    }


def test_what_moves_a_cause_stands_with_the_strongest_first() -> None:
    view = condition_view("gtps", SHELF)
    assert view is not None
    strengths = [each.strength for each in view.speaks_for]
    assert strengths == sorted(strengths, reverse=True)
    test = next(each for each in view.speaks_for if each.finding == "test_sls30")
    assert (test.present, test.absent) == ("× 5", "× 0.6")
    assert test.link is not None
    assert test.link.url == "/learn/self-tests/sls30"
    assert test.standing.words == "weak evidence, seen in the source"


def test_there_is_no_page_for_a_cause_nobody_knows() -> None:
    assert condition_view("sore_toe", SHELF) is None
    assert self_test_view("jump", SHELF) is None
    assert link_to(Kind.CONDITION, "sore_toe", SHELF) is None


@pytest.mark.parametrize(
    ("ratio", "start", "width", "speaks_for"),
    [(10, 50, 50, True), (0.1, 0, 50, False), (1, 50, 0, True), (300, 50, 50, True)],
)
def test_a_ratio_is_a_bar_on_a_logarithmic_scale(
    ratio: float,
    start: float,
    width: float,
    speaks_for: bool,  # noqa: FBT001
) -> None:
    bar = ratio_bar(ratio)
    assert (bar.start, bar.width, bar.speaks_for) == (start, width, speaks_for)


@pytest.mark.parametrize("test", sorted(KNOWLEDGE.self_tests))
def test_a_self_test_can_be_read_in_full(test: str) -> None:
    view = self_test_view(test, SHELF)
    assert view is not None
    known = KNOWLEDGE.self_tests[test]
    assert view.steps == known.steps
    assert bool(view.not_when) is (known.blocked_when is not None)
    moved = [m for result in view.results for m in (*result.speaks_for, *result.speaks_against)]
    findings = {result.finding for result in view.results}
    assert len(moved) == sum(
        each.finding in findings
        for condition in KNOWLEDGE.conditions.values()
        for each in condition.evidence
    )
    assert all(each.link is not None for each in moved)


def test_tests_of_clinicians_are_kept_apart() -> None:
    own = {link.id for link in self_test_links(SHELF, for_clinicians=False)}
    theirs = {link.id for link in self_test_links(SHELF, for_clinicians=True)}
    assert own | theirs == set(KNOWLEDGE.self_tests)
    assert not own & theirs
    assert "fulcrum" in theirs


def test_every_claim_is_in_its_section() -> None:
    sections = claims_by_section(SHELF, ClaimChoice())
    shown = [claim.id for claims in sections.values() for claim in claims]
    assert sorted(shown) == sorted(LIBRARY.claims)
    assert next(iter(sections)) == next(iter(LIBRARY.claims.values())).section


@pytest.mark.parametrize("verdict", Verdict)
def test_claims_are_filtered_by_verdict(verdict: Verdict) -> None:
    sections = claims_by_section(SHELF, ClaimChoice(verdict))
    shown = {claim.id for claims in sections.values() for claim in claims}
    assert shown == {each.id for each in LIBRARY.claims.values() if each.verdict is verdict}


def test_claims_are_filtered_by_section() -> None:
    section = LIBRARY.claims["S0-02"].section
    assert list(claims_by_section(SHELF, ClaimChoice(section=section))) == [section]


def test_a_claim_leads_to_its_homes_and_numbers() -> None:
    claim = next(
        c
        for c in claims_by_section(SHELF, ClaimChoice())[LIBRARY.claims["S0-02"].section]
        if c.id == "S0-02"
    )
    assert [link.id for link in claim.homes] == ["itbs"]
    assert claim.numbers
    assert claim.verdict_words == "Mixed"


def test_every_home_of_every_claim_has_an_address() -> None:
    for claim in LIBRARY.claims.values():
        links = links_to(claim.homes, SHELF)
        assert len(links) == len(claim.homes)
        assert all(link.url is not None and link.url.startswith("/") for link in links)


def test_what_does_not_exist_is_left_out_of_links() -> None:
    assert links_to([Ref("planet", "mars"), Ref("card", "none")], SHELF) == ()


def test_an_unconfirmed_number_is_never_a_fact() -> None:
    views = numbers(SHELF)
    assert len(views) == len(LIBRARY.checks)
    for view in views:
        if view.result is CheckResult.UNCONFIRMED:
            assert not view.is_fact
            assert view.label == "from memory, not confirmed"
        else:
            assert view.seen_on


def test_numbers_are_counted_and_filtered() -> None:
    counted = counts(SHELF)
    assert sum(counted.results.values()) == len(LIBRARY.checks)
    assert sum(counted.verdicts.values()) == len(LIBRARY.claims)
    for result in CheckResult:
        assert len(numbers(SHELF, result)) == counted.results[result]


def test_a_bare_ratio_has_no_unit() -> None:
    check = next(iter(LIBRARY.checks.values()))
    view = number_view(check, SHELF)
    assert view.amount == (f"{check.value} {check.unit}" if check.unit else check.value)


def test_every_source_is_used_by_something() -> None:
    views = source_views(SHELF)
    assert {view.source.id for view in views} == set(KNOWLEDGE.sources)
    assert [view.source.id for view in views if not view.uses] == []
    assert all(each.source.is_own for each in views[-2:])


@pytest.mark.parametrize(
    ("warrant", "words", "is_open"),
    [
        (Warrant(Grade.ESTIMATE, ("stridewell_estimate",)), "our estimate", False),
        (
            Warrant(Grade.EXPERT, ("stridewell_design",), Verification.DESIGN),
            "our own choice",
            False,
        ),
        (
            Warrant(Grade.WEAK, ("lequesne_2008",), Verification.SEEN),
            "weak evidence, seen in the source",
            False,
        ),
        (
            Warrant(Grade.WEAK, ("lequesne_2008",), Verification.UNCONFIRMED),
            "weak evidence, not confirmed yet",
            True,
        ),
        (Warrant(Grade.ESTIMATE, ("lequesne_2008",)), "our estimate", False),
    ],
)
def test_what_stands_behind_an_entry_is_said_in_a_few_words(
    warrant: Warrant,
    words: str,
    is_open: bool,  # noqa: FBT001
) -> None:
    view = standing(warrant, SHELF)
    assert (view.words, view.is_open) == (words, is_open)
    assert not any(source.is_own for source in view.sources)


def test_every_rule_question_exercise_and_number_is_listed() -> None:
    rules = [rule.id for _, rules in rules_by_level(SHELF) for rule in rules]
    assert sorted(rules) == sorted(KNOWLEDGE.rules)
    questions = [q.id for section in questions_by_section(SHELF).values() for q in section]
    assert sorted(questions) == sorted(KNOWLEDGE.questions)
    shown = [each.id for numbers in reasoning_groups(SHELF).values() for each in numbers]
    assert sorted(shown) == sorted(SHELF.numbers)
    assert set(KNOWLEDGE.reasoning) <= set(SHELF.numbers)
    cards = [card.id for cards in cards_by_area(SHELF).values() for card in cards]
    assert sorted(cards) == sorted(LIBRARY.cards)
    assert {each.id for each in terms_in_order(SHELF)} == set(LIBRARY.terms)
    assert {line.link.id for line in condition_lines(SHELF)} == set(KNOWLEDGE.conditions)


def test_causes_stand_at_the_places_where_they_hurt_first() -> None:
    places = conditions_by_place(SHELF)
    assert "gtps" in {line.link.id for line in places["Outer side of the hip"]}


def test_an_exercise_says_why_it_may_harm() -> None:
    view = exercise_view(KNOWLEDGE.exercises["bridge"], SHELF)
    assert view.avoid_because
    assert view.doses[0].stage == "At first"
    assert view.avoid_when.split("; ") == [
        KNOWLEDGE.findings[each].plain for each in ("unable_to_bear_weight", "trauma_major")
    ]


def test_an_exercise_says_what_it_needs_how_hard_it_feels_and_what_comes_next() -> None:
    view = exercise_view(KNOWLEDGE.exercises["step_down"], SHELF)
    assert (view.kind, view.equipment) == ("Strength", ("a step or stair",))
    assert view.doses[0].felt == "effort 3 to 5 of 10"
    assert view.tires == "later"
    assert [link.id for link in view.harder] == ["step_up", "single_leg_squat"]
    assert [link.url for link in view.easier] == ["/learn/exercises#single_leg_reach"]


def test_own_equipment_is_called_by_its_id() -> None:
    own = replace(KNOWLEDGE.exercises["bridge"], equipment=("trapeze",), avoid_when=None)
    assert exercise_view(own, SHELF).equipment == ("trapeze",)
    assert not exercise_view(own, SHELF).avoid_when


def test_a_single_finding_that_forbids_an_exercise_is_said() -> None:
    view = exercise_view(KNOWLEDGE.exercises["dead_bug"], SHELF)
    assert view.avoid_when == KNOWLEDGE.findings["pregnant_late"].plain


def test_muscle_activity_shows_what_was_not_confirmed() -> None:
    seen, open_one = (
        exercise_view(KNOWLEDGE.exercises[each], SHELF).activity[0]
        for each in ("bridge", "band_walk")
    )
    assert (seen.amount, seen.standing.is_open) == ("25 %", False)
    assert (open_one.amount, open_one.standing.is_open) == ("61 %", True)


def test_every_exercise_stands_under_its_kind_and_the_explained_ones_last() -> None:
    by_kind = exercises_by_kind(SHELF)
    shown = [view.id for views in by_kind.values() for view in views]
    assert sorted(shown) == sorted(KNOWLEDGE.exercises)
    assert set(EXERCISE_KIND_WORDS) == set(ExerciseKind) == set(by_kind)
    for views in by_kind.values():
        offered = [view.offered for view in views]
        assert offered == sorted(offered, reverse=True)
    jumps = exercises_by_kind(SHELF, ExerciseKind.JUMP)
    assert list(jumps) == [ExerciseKind.JUMP]
    assert all(view.impact for view in jumps[ExerciseKind.JUMP])


def test_words_for_factors_shares_and_spans() -> None:
    assert times(0.25) == "× 0.25"
    assert (share(15), share(1), share(0.02)) == ("15 of 100", "1 of 100", "1 of 5,000")
    assert weeks(Interval(4, 12)) == "4 to 12 weeks"
    assert (weeks(Interval(1, 1)), weeks(Interval(2, 2)), weeks(None)) == ("1 week", "2 weeks", "")
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")
    assert (area_words("fuel"), area_words("my_own")) == ("Food and drink", "My own")


def test_rules_are_said_in_the_words_of_their_findings() -> None:
    limp, fever = Present("limp"), Present("fever")
    plain = {name: KNOWLEDGE.findings[name].plain for name in ("limp", "fever")}
    old = Compare("age", ">=", 50)
    assert criterion_words(All((limp, old)), KNOWLEDGE) == (
        f"{plain['limp']} and your age is at least 50 years"
    )
    assert criterion_words(AtLeast(1, (limp, All((fever, old)))), KNOWLEDGE) == (
        f"{plain['limp']} or ({plain['fever']} and your age is at least 50 years)"
    )
    assert criterion_words(Not(limp), KNOWLEDGE) == f"it is not so that {plain['limp']}"
    assert criterion_words(Not(Present("sex_male")), KNOWLEDGE) == "you are not a man"
    assert criterion_words(AtLeast(2, (limp, fever, old)), KNOWLEDGE).startswith(
        f"at least 2 of these: {plain['limp']}; "
    )
    assert criterion_words(Compare("pain_daily", ">", 1), KNOWLEDGE).endswith("is above 1 of 10")


def test_each_way_in_which_a_rule_comes_true_is_listed_once() -> None:
    limp, fever = Present("limp"), Present("fever")
    listed_ways = ways(AtLeast(1, (limp, AtLeast(1, (fever, limp)))), KNOWLEDGE)
    assert len(listed_ways) == 2
    opened = ways(Present("any_trauma"), KNOWLEDGE)
    assert len(opened) > 1


@pytest.mark.parametrize("rule", sorted(KNOWLEDGE.rules))
def test_every_rule_can_be_said(rule: str) -> None:
    assert all(
        way[:1].isupper() or not way[:1].isalpha()
        for way in ways(KNOWLEDGE.rules[rule].when, KNOWLEDGE)
    )


ENTRIES: Mapping[str, Kind] = {
    "gtps": Kind.CONDITION,
    "fadir_self": Kind.SELF_TEST,
    "E1": Kind.RULE,
    "e1": Kind.RULE,
    "S0-02": Kind.CLAIM,
    "s0-02": Kind.CLAIM,
    "bursa": Kind.TERM,
    "bridge": Kind.EXERCISE,
    "onset": Kind.QUESTION,
    "shrinkage": Kind.REASONING,
    "kakouris_2021": Kind.SOURCE,
    "is_it_serious": Kind.FAQ,
    "one_long_run": Kind.MISTAKE,
    "ladder:A": Kind.LADDER,
    "spike:spike": Kind.SPIKE,
    "condition:gtps": Kind.CONDITION,
}


@pytest.mark.parametrize(("name", "kind"), ENTRIES.items())
def test_an_entry_is_found_by_its_id(name: str, kind: Kind) -> None:
    link = entries_called(name, SHELF)[0]
    assert link.kind is kind
    entry = entry_of(link, SHELF)
    assert entry is not None
    assert asdict(entry)


@pytest.mark.parametrize("name", ["", "A", "plan", "outer hip", "planet:mars", "condition:toe"])
def test_what_is_no_id_is_no_entry(name: str) -> None:
    assert entries_called(name, SHELF) == ()


def test_every_kind_but_pages_and_findings_can_be_read_in_full() -> None:
    assert set(Kind) - set(VIEWS) == {Kind.PAGE, Kind.FINDING}
    link = link_to(Kind.PAGE, "plan", SHELF)
    assert link is not None
    assert entry_of(link, SHELF) is None
