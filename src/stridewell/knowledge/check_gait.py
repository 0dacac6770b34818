"""Finds faults of what is known of running form: dead references, odd bands, missing metrics."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.knowledge.gait import Direction, GaitKnowledge, Norm
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Grade, Issue, Severity, Verification

METRICS = (
    *("step_rate_spm", "contact_time_ms", "flight_time_ms", "contact_balance_left_pct"),
    *("duty_factor_pct", "pelvis_oscillation_mm", "com_oscillation_mm", "foot_ahead_of_hip_mm"),
    *("foot_ahead_of_com_mm", "tibia_angle_at_contact_deg", "knee_flexion_at_contact_deg"),
    *("knee_flexion_peak_deg", "hip_extension_peak_deg", "foot_strike_angle_deg"),
    *("trunk_lean_deg", "lateral_trunk_lean_deg", "pelvic_drop_peak_deg"),
    *("pelvic_drop_midstance_deg", "pelvic_drop_excursion_deg", "hip_adduction_peak_deg"),
    *("step_width_mm", "crossover_pct", "knee_window_mm", "heel_whip_deg"),
)
"""Every metric that the gait room measures."""
ADVICE = (
    *("predicts_little", "leave_alone", "worth_a_trial", "film_again", "posed_hip"),
    *("speed_unknown", "speed_outside", "speed_too_far", "mostly_men"),
)
SEXES = ("female", "male")


def check_gait(knowledge: Knowledge) -> tuple[Issue, ...]:
    """List every fault of what is known of running form."""
    checks = (_complete, _norms, _findings, _watches, _errors, _notes)
    return tuple(issue for check in checks for issue in check(knowledge))


def _fault(where: str, text: str, remedy: str) -> Issue:
    return Issue(Severity.ERROR, f"gait.{where}", text, remedy)


def _complete(knowledge: Knowledge) -> Iterator[Issue]:
    """What the code asks for by name is there, and no metric that nobody measures."""
    gait = knowledge.gait
    for name in sorted(set(METRICS) - set(gait.metrics)):
        yield _fault(f"metrics.{name}", "is missing", "Write it.")
    for name in sorted(set(gait.metrics) - set(METRICS)):
        yield _fault(f"metrics.{name}", "is measured by nobody", "Delete it.")
    for name in sorted(set(ADVICE) - set(gait.advice)):
        yield _fault(f"advice.{name}", "is missing", "Write it.")
    for metric in gait.metrics.values():
        for name, value in (("detectable", metric.detectable), ("uneven", metric.uneven)):
            if value is not None and value.value <= 0:
                yield _fault(f"metrics.{metric.id}.{name}", "is not positive", "Correct it.")


def _norms(knowledge: Knowledge) -> Iterator[Issue]:
    """A norm names a metric, holds its mean, and no two say something of the same runners."""
    seen: set[tuple[str, float | None, str | None]] = set()
    for norm in knowledge.gait.norms.values():
        where = f"norms.{norm.id}"
        if norm.metric not in knowledge.gait.metrics:
            yield _fault(where, f"names the unknown metric {norm.metric!r}", "Correct it.")
        if norm.sex not in (None, *SEXES):
            yield _fault(where, f"names the unknown sex {norm.sex!r}", "Give female or male.")
        yield from _norm_numbers(norm)
        key = (norm.metric, norm.speed_mps, norm.sex)
        if key in seen:
            yield _fault(where, "says the same as another norm", "Keep one of them.")
        seen.add(key)
    yield from _mixed(knowledge.gait)


def _norm_numbers(norm: Norm) -> Iterator[Issue]:
    where = f"norms.{norm.id}"
    if not norm.band.contains(norm.mean):
        yield _fault(where, "has its mean outside its band", "Correct it.")
    if norm.sd <= 0 or norm.n <= 0:
        yield _fault(where, "has no spread or no runners", "Give both above 0.")
    if norm.speed_mps is not None and norm.speed_mps <= 0:
        yield _fault(where, "has an impossible speed", "Give m/s above 0.")


def _mixed(gait: GaitKnowledge) -> Iterator[Issue]:
    """The norms of a metric all have a speed, or there is a single one without."""
    for metric in gait.metrics:
        for sex in (None, *SEXES):
            norms = [n for n in gait.norms.values() if n.metric == metric and n.sex == sex]
            if len(norms) > 1 and any(each.speed_mps is None for each in norms):
                yield _fault(f"norms.{metric}", "mix speeds with none", "Decide.")


def _findings(knowledge: Knowledge) -> Iterator[Issue]:
    """A finding is known to the intake, names a metric with a norm, and a sign that exists."""
    for finding in knowledge.gait.findings.values():
        where = f"findings.{finding.id}"
        if finding.id not in knowledge.findings:
            yield _fault(where, "is unknown to the intake", "Define it under findings/.")
        if finding.metric not in knowledge.gait.metrics:
            yield _fault(where, f"names the unknown metric {finding.metric!r}", "Correct it.")
        elif not knowledge.gait.norms_of(finding.metric):
            yield _fault(where, "rests on a metric without a norm", "Give one.")
        if finding.sign is not None and finding.sign not in knowledge.around.signs:
            yield _fault(where, f"names the unknown sign {finding.sign!r}", "Correct it.")
        if finding.sessions < 1:
            yield _fault(where, "is seen on no day", "Give at least 1.")
        yield from _uneven(knowledge, finding.id)
        if finding.warrant.grade in {Grade.STRONG, Grade.MODERATE}:
            yield _fault(where, "is graded too high", "Form alone predicts little: use weak.")


def _uneven(knowledge: Knowledge, name: str) -> Iterator[Issue]:
    """Left against right needs a metric of each side with a known difference, or a share."""
    finding = knowledge.gait.findings[name]
    metric = knowledge.gait.metrics.get(finding.metric)
    of_sides = metric is not None and metric.per_side and metric.uneven is None
    if finding.direction is Direction.UNEVEN and of_sides:
        yield _fault(f"findings.{name}", "has no healthy difference of sides", "Give one.")


def _watches(knowledge: Knowledge) -> Iterator[Issue]:
    """Every cue is watched by metrics that exist."""
    for watch in knowledge.gait.watches.values():
        where = f"watches.{watch.cue}"
        if watch.cue not in knowledge.around.cues:
            yield _fault(where, "is of no cue", "Correct it.")
        for metric in watch.metrics:
            if metric not in knowledge.gait.metrics:
                yield _fault(where, f"names the unknown metric {metric!r}", "Correct it.")
    for cue in sorted(set(knowledge.around.cues) - set(knowledge.gait.watches)):
        yield _fault(f"watches.{cue}", "is missing", "Say what to look at.")


def _errors(knowledge: Knowledge) -> Iterator[Issue]:
    """Errors are of metrics that exist, above 0, and each is told once."""
    seen: set[tuple[str, str, str]] = set()
    for error in knowledge.gait.errors.entries:
        where = f"method_errors.{error.metric}.{error.view}"
        if error.metric not in knowledge.gait.metrics:
            yield _fault(where, "is of an unknown metric", "Correct it.")
        if error.sd <= 0:
            yield _fault(where, "has no spread", "Give it above 0.")
        key = (error.metric, error.view, error.convention)
        if key in seen:
            yield _fault(where, "is told twice", "Keep one of them.")
        seen.add(key)


def _notes(knowledge: Knowledge) -> Iterator[Issue]:
    """What nobody has confirmed says what was not found."""
    for where, warrant in knowledge.gait.warrants():
        if warrant.verification is Verification.UNCONFIRMED and not warrant.note:
            yield Issue(
                Severity.ERROR, where, "is unconfirmed without a note", "Say what was not found."
            )
