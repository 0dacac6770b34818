"""Running form: the files below ``gait/`` → records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from stridewell.knowledge.gait import (
    VIEWS,
    Advice,
    CueWatch,
    Direction,
    GaitFinding,
    GaitKnowledge,
    MethodError,
    MethodErrors,
    MetricSpec,
    Norm,
)
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_criteria import parse_criterion
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS, parse_value
from stridewell.knowledge.warrant import Value
from stridewell.values.quantities import Interval

T = TypeVar("T")
FOLDER = "gait/"
NINE_OF_TEN = 1.645
"""So many standard deviations on either side of the mean hold nine of ten of a bell curve."""


def parse_gait(files: Mapping[str, Node]) -> GaitKnowledge:
    """Every file below ``gait/`` as one record.

    Raises:
        KnowledgeError: a file is broken; the text names file and key.
    """
    found = tuple(node for path, node in files.items() if path.startswith(FOLDER))
    return GaitKnowledge(
        metrics=_gather(found, "metrics", parse_metric),
        norms=_gather(found, "norms", parse_norm),
        findings=_gather(found, "gait_findings", parse_gait_finding),
        watches=_gather(found, "watches", parse_watch),
        advice=_gather(found, "advice", parse_advice),
        numbers=_gather(found, "numbers", lambda _, node: parse_value(node)),
        errors=MethodErrors(tuple(parse_method_error(each) for each in _errors(found))),
    )


def _gather(files: tuple[Node, ...], key: str, parse: Callable[[str, Node], T]) -> dict[str, T]:
    gathered: dict[str, T] = {}
    for file in files:
        if not file.has(key):
            continue
        for entry_id, entry in file.child(key).items():
            if entry_id in gathered:
                raise entry.fail(f"{entry_id!r} is defined twice")
            gathered[entry_id] = parse(entry_id, entry)
    return gathered


def _errors(files: tuple[Node, ...]) -> Iterator[Node]:
    return (entry for file in files for entry in file.nodes("method_errors"))


def parse_metric(metric_id: str, node: Node) -> MetricSpec:
    """A metric; its smallest detectable and uneven differences are values in its unit."""
    node.only(
        *("name", "plain", "unit", "decimals", "per_side", "views", "definition", "how", "sign"),
        *("detectable", "uneven", "own_only", *WARRANT_KEYS),
    )
    views = node.texts("views")
    if not views or not set(views) <= set(VIEWS):
        raise node.fail(f"'views' are some of {', '.join(VIEWS)}")
    unit = node.text("unit")
    return MetricSpec(
        id=metric_id,
        name=node.text("name"),
        plain=node.text("plain"),
        unit=unit,
        decimals=node.whole("decimals"),
        per_side=node.flag("per_side"),
        views=views,
        definition=node.text("definition"),
        how=node.text("how"),
        sign=node.text("sign"),
        detectable=_difference(node, "detectable", unit),
        uneven=_difference(node, "uneven", unit),
        own_only=node.flag("own_only"),
        warrant=parse_warrant(node),
    )


def _difference(node: Node, key: str, unit: str) -> Value | None:
    if not node.has(key):
        return None
    entry = node.child(key).only("value", *WARRANT_KEYS)
    return Value(entry.number("value"), unit, parse_warrant(entry))


def parse_norm(norm_id: str, node: Node) -> Norm:
    """A norm; where no band is given, mean and spread make one."""
    node.only(
        *("metric", "speed_mps", "sex", "mean", "sd", "band", "n", "population", "mostly_men"),
        *WARRANT_KEYS,
    )
    mean, sd = node.number("mean"), node.number("sd")
    spread = Interval(mean - NINE_OF_TEN * sd, mean + NINE_OF_TEN * sd)
    return Norm(
        id=norm_id,
        metric=node.text("metric"),
        speed_mps=node.number("speed_mps") if node.has("speed_mps") else None,
        sex=node.text("sex") if node.has("sex") else None,
        mean=mean,
        sd=sd,
        band=node.interval("band") if node.has("band") else spread,
        n=node.whole("n"),
        population=node.text("population"),
        mostly_men=node.flag("mostly_men"),
        warrant=parse_warrant(node),
    )


def parse_gait_finding(finding_id: str, node: Node) -> GaitFinding:
    """What a metric outside its band is called."""
    node.only(
        *("metric", "direction", "name", "meaning", "fits", "fits_text", "sign", "sessions"),
        *WARRANT_KEYS,
    )
    return GaitFinding(
        id=finding_id,
        metric=node.text("metric"),
        direction=node.member("direction", Direction),
        name=node.text("name"),
        meaning=node.text("meaning"),
        fits=parse_criterion(node.child("fits")),
        fits_text=node.text("fits_text"),
        sign=node.text("sign") if node.has("sign") else None,
        sessions=node.whole("sessions"),
        warrant=parse_warrant(node),
    )


def parse_watch(cue: str, node: Node) -> CueWatch:
    """What to look at when a cue was tried."""
    node.only("metrics", "text", *WARRANT_KEYS)
    return CueWatch(cue, node.texts("metrics"), node.text("text"), parse_warrant(node))


def parse_advice(_: str, node: Node) -> Advice:
    """A sentence that belongs to a report."""
    node.only("text", *WARRANT_KEYS)
    return Advice(node.text("text"), parse_warrant(node))


def parse_method_error(node: Node) -> MethodError:
    """How far a metric is off by the method."""
    node.only("metric", "view", "convention", "bias", "sd", "difference_sd", *WARRANT_KEYS)
    view = node.text("view")
    if view not in VIEWS:
        raise node.fail(f"{view!r} is none of {', '.join(VIEWS)}")
    return MethodError(
        metric=node.text("metric"),
        view=view,
        convention=node.text("convention", ""),
        bias=node.number("bias"),
        sd=node.number("sd"),
        warrant=parse_warrant(node),
        difference_sd=node.number("difference_sd") if node.has("difference_sd") else None,
    )
