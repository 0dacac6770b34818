"""What is known of running form: read strictly, complete, and checked by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from cases import KNOWLEDGE
from stridewell.errors import KnowledgeError
from stridewell.knowledge.check_gait import METRICS, check_gait
from stridewell.knowledge.gait import Direction, GaitKnowledge, MethodError, MethodErrors
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_gait import parse_gait
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade, Verification

GAIT = KNOWLEDGE.gait
DEFAULTS = {"grade": "weak", "source": "fukuchi_2017", "verification": "seen"}
NORM: Mapping[str, object] = {
    "metric": "step_rate_spm",
    "speed_mps": 2.5,
    "mean": 160,
    "sd": 10,
    "n": 26,
    "population": "runners on a treadmill",
}


def read(**parts: object) -> GaitKnowledge:
    return parse_gait({"gait/x.yaml": Node("gait/x.yaml", parts, DEFAULTS)})


def faults(gait: GaitKnowledge) -> dict[str, str]:
    return {each.where: each.text for each in check_gait(replace(KNOWLEDGE, gait=gait))}


def test_the_packaged_knowledge_has_no_fault() -> None:
    assert faults(GAIT) == {}


def test_no_file_is_no_knowledge() -> None:
    empty = parse_gait({})
    assert (empty.metrics, empty.norms, empty.findings) == ({}, {}, {})
    assert empty.errors.of("step_rate_spm", "side") is None


def test_a_norm_without_a_band_holds_nine_of_ten_of_a_bell_curve() -> None:
    found = read(norms={"x": NORM}).norms["x"]
    assert (found.band.low, found.band.high) == pytest.approx((143.55, 176.45))
    assert (found.sex, found.mostly_men) == (None, False)


def test_a_band_that_is_given_counts() -> None:
    found = read(norms={"x": {**NORM, "band": [150, 175]}}).norms["x"]
    assert (found.band.low, found.band.high) == (150, 175)


@pytest.mark.parametrize(
    "parts",
    [
        {"norms": {"x": {**NORM, "sdd": 3}}},
        {"norms": {"x": {key: each for key, each in NORM.items() if key != "population"}}},
        {"metrics": {"x": {"name": "X", "views": ["above"]}}},
        {"method_errors": [{"metric": "x", "view": "above", "bias": 0, "sd": 1}]},
        {"watches": {"x": {"metrics": [], "test": "Film again."}}},
    ],
    ids=["unknown key", "no population", "unknown view", "unknown view of an error", "typing"],
)
def test_a_broken_file_is_refused(parts: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError):
        read(**parts)


def test_the_error_of_the_own_convention_comes_before_that_of_anybody() -> None:
    entry = {"metric": "step_rate_spm", "view": "side", "bias": 0, "sd": 1}
    found = read(method_errors=[entry, {**entry, "convention": "markers", "sd": 0.5}])
    own, other = (found.errors.of("step_rate_spm", "side", who) for who in ("markers", "coco_18"))
    assert own is not None
    assert other is not None
    assert (own.sd, other.sd) == (0.5, 1)
    assert found.errors.of("step_rate_spm", "rear", "markers") is None


def test_every_metric_says_what_it_is_and_how_it_is_measured() -> None:
    assert set(GAIT.metrics) == set(METRICS)
    for metric in GAIT.metrics.values():
        assert metric.definition.endswith(".")
        assert metric.how.endswith(".")


def test_a_drop_of_the_pelvis_wants_two_days() -> None:
    assert GAIT.findings["gait_pelvic_drop_high"].sessions == 2


def test_form_changes_a_ranking_a_little_only() -> None:
    entries = [
        entry
        for condition in KNOWLEDGE.conditions.values()
        for entry in condition.evidence
        if entry.finding in GAIT.findings
    ]
    assert entries
    assert all(1 <= entry.present <= 1.4 and 0.9 <= entry.absent <= 1 for entry in entries)
    assert {entry.warrant.grade for entry in entries} <= {Grade.WEAK, Grade.ESTIMATE}


def held(part: str, entries: Mapping[str, Any]) -> GaitKnowledge:
    parts: dict[str, Any] = {part: entries}
    return replace(GAIT, **parts)


def without(part: str, name: str) -> GaitKnowledge:
    entries = dict(getattr(GAIT, part))
    del entries[name]
    return held(part, entries)


def changed(part: str, name: str, **parts: object) -> GaitKnowledge:
    entries = dict(getattr(GAIT, part))
    entries[name] = replace(entries[name], **parts)
    return held(part, entries)


def renamed(part: str, name: str, new: str) -> GaitKnowledge:
    entries = dict(getattr(GAIT, part))
    entries[new] = replace(entries.pop(name), id=new)
    return held(part, entries)


def doubled_norm() -> GaitKnowledge:
    return replace(GAIT, norms={**GAIT.norms, "more": replace(GAIT.norms["balance"], id="more")})


def mixed_norm() -> GaitKnowledge:
    any_speed = replace(GAIT.norms["step_rate_25"], id="more", speed_mps=None)
    return replace(GAIT, norms={**GAIT.norms, "more": any_speed})


def errors(*entries: MethodError) -> GaitKnowledge:
    return replace(GAIT, errors=MethodErrors(entries))


SEEN = Warrant(Grade.WEAK, ("fukuchi_2017",), Verification.SEEN)
UNCONFIRMED = Warrant(Grade.WEAK, ("fukuchi_2017",), Verification.UNCONFIRMED)
ERROR = MethodError("step_rate_spm", "side", "", 0, 1, SEEN)
DROP = "gait_pelvic_drop_high"


@pytest.mark.parametrize(
    ("gait", "where"),
    [
        (lambda: without("metrics", "heel_whip_deg"), "gait.metrics.heel_whip_deg"),
        (lambda: renamed("metrics", "heel_whip_deg", "tail"), "gait.metrics.tail"),
        (lambda: without("advice", "film_again"), "gait.advice.film_again"),
        (lambda: without("watches", "level_hips"), "gait.watches.level_hips"),
        (lambda: changed("norms", "balance", metric="tail"), "gait.norms.balance"),
        (lambda: changed("norms", "balance", mean=60), "gait.norms.balance"),
        (lambda: changed("norms", "balance", n=0), "gait.norms.balance"),
        (lambda: changed("norms", "balance", sex="neither"), "gait.norms.balance"),
        (lambda: changed("norms", "step_rate_25", speed_mps=-1), "gait.norms.step_rate_25"),
        (doubled_norm, "gait.norms.more"),
        (mixed_norm, "gait.norms.step_rate_spm"),
        (lambda: renamed("findings", DROP, "gait_no_such"), "gait.findings.gait_no_such"),
        (lambda: changed("findings", DROP, metric="tail"), f"gait.findings.{DROP}"),
        (lambda: changed("findings", DROP, metric="heel_whip_deg"), f"gait.findings.{DROP}"),
        (lambda: changed("findings", DROP, sign="tail"), f"gait.findings.{DROP}"),
        (lambda: changed("findings", DROP, sessions=0), f"gait.findings.{DROP}"),
        (
            lambda: changed("findings", DROP, warrant=replace(SEEN, grade=Grade.STRONG)),
            f"gait.findings.{DROP}",
        ),
        (
            lambda: changed(
                *("findings", DROP), direction=Direction.UNEVEN, metric="heel_whip_deg"
            ),
            f"gait.findings.{DROP}",
        ),
        (lambda: changed("watches", "level_hips", metrics=("tail",)), "gait.watches.level_hips"),
        (lambda: changed("watches", "level_hips", cue="tail"), "gait.watches.tail"),
        (lambda: errors(replace(ERROR, metric="tail")), "gait.method_errors.tail.side"),
        (lambda: errors(replace(ERROR, sd=0)), "gait.method_errors.step_rate_spm.side"),
        (lambda: errors(ERROR, ERROR), "gait.method_errors.step_rate_spm.side"),
        (lambda: changed("norms", "balance", warrant=UNCONFIRMED), "gait.norms.balance"),
    ],
)
def test_a_fault_is_found(gait: Callable[[], GaitKnowledge], where: str) -> None:
    assert where in faults(gait())
