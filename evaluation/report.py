"""The tables as Markdown and the calibration as a picture."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence

from evaluation.metrics import Bin, Outcome, brier, calibration, calibration_error, share
from evaluation.runs import Interviewed

from stridewell.knowledge.records import Level

ROWS: Mapping[str, Callable[[Outcome], bool]] = {
    "first candidate reasonable": lambda o: o.within(1),
    "within the first 3": lambda o: o.within(3),
    "within the first 5": lambda o: o.within(5),
    "urgency acceptable": lambda o: o.acceptable,
    "urgency exact": lambda o: o.exact,
    "urgency within one level": lambda o: o.within_one,
    "under-triage": lambda o: o.under,
    "over-triage": lambda o: o.over,
}
PLOT, MARGIN, LEGEND = 320, 44, 150
FONT = 'font-family="sans-serif" font-size="12"'
COLOURS = ("#0b6e99", "#b3541e", "#4a7a2c")


def table(columns: Mapping[str, Sequence[Outcome]]) -> str:
    """One row a measure, one column a run; shares with 95 % intervals."""
    head = ("measure", *columns)
    rows = [head, ("---",) * len(head)]
    for name, holds in ROWS.items():
        rows.append((name, *(str(share(outcomes, holds)) for outcomes in columns.values())))
    urgent = {name: [o for o in outcomes if o.urgent] for name, outcomes in columns.items()}
    rows.append(
        (
            "under-triage of emergency and same day",
            *(str(share(each, lambda o: o.under)) for each in urgent.values()),
        )
    )
    rows.append(
        (
            "emergencies and same-day cases missed",
            *(_count(each, lambda o: o.under) for each in urgent.values()),
        )
    )
    rows.append(
        (
            "missed and not marked as open",
            *(_count(each, lambda o: o.under and not o.left_open) for each in urgent.values()),
        )
    )
    home = {
        name: [o for o in outcomes if o.expected is Level.SELF_MANAGE]
        for name, outcomes in columns.items()
    }
    rows.append(
        (
            "over-triage of self-manage",
            *(str(share(each, lambda o: o.over)) for each in home.values()),
        )
    )
    two = {n: [o for o in each if o.second_rank is not None] for n, each in columns.items()}
    rows.append(
        (
            "second problem within the first 5",
            *(str(share(each, lambda o: (o.second_rank or 99) <= 5)) for each in two.values()),
        )
    )
    return _markdown(rows)


def _count(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> str:
    return f"{sum(holds(each) for each in outcomes)} of {len(outcomes)} runs"


def by_level(outcomes: Sequence[Outcome]) -> str:
    """One row an expected level: how often each level was given, and how often that was right."""
    head = ("expected", "cases", *(level.value for level in Level), "acceptable")
    rows = [head, ("---",) * len(head)]
    for level in Level:
        mine = [each for each in outcomes if each.expected is level]
        given = (str(sum(each.level is other for each in mine)) for other in Level)
        rows.append((level.value, str(len(mine)), *given, str(share(mine, lambda o: o.acceptable))))
    return _markdown(rows)


def by_condition(outcomes: Sequence[Outcome], labels: Mapping[str, str]) -> str:
    """One row a labelled condition: how many cases, and at which ranks the label came."""
    head = ("label", "cases", "reasonable first", "within 3", "ranks of the label")
    rows = [head, ("---",) * len(head)]
    for label in sorted(set(labels.values())):
        mine = [each for each in outcomes if labels[each.scenario] == label]
        ranks = ", ".join(str(each.label_rank) for each in mine)
        first, three = (sum(each.within(depth) for each in mine) for depth in (1, 3))
        rows.append((f"`{label}`", str(len(mine)), str(first), str(three), ranks))
    return _markdown(rows)


def interview_lines(interviewed: Sequence[Interviewed]) -> str:
    """How many questions and minutes an interview takes."""
    counts = [each.questions for each in interviewed]
    calm = [e for e in interviewed if e.outcome.expected.urgency < Level.SAME_DAY.urgency]
    calm_counts = [each.questions for each in calm]
    minutes = [each.seconds / 60 for each in calm]
    return (
        f"Questions asked: mean {statistics.mean(counts):.1f}, median "
        f"{statistics.median(counts):.0f}, most {max(counts)}. Without the urgent cases: mean "
        f"{statistics.mean(calm_counts):.1f}, median {statistics.median(calm_counts):.0f}, most "
        f"{max(calm_counts)}, {statistics.mean(minutes):.1f} minutes by our estimate of how long "
        f"an answer takes. {sum(each.finished for each in interviewed)} of {len(interviewed)} "
        "ended by themselves."
    )


def calibration_lines(outcomes: Sequence[Outcome]) -> str:
    """The calibration as a table with the Brier score."""
    bins = calibration(outcomes)
    rows = [("said of the first candidate", "cases", "right"), ("---",) * 3]
    rows += [(f"{100 * b.said:.0f} %", str(b.count), f"{100 * b.right:.0f} %") for b in bins]
    return (
        f"{_markdown(rows)}\nBrier score {brier(outcomes):.3f} (0 is perfect, 2 the worst); "
        f"expected calibration error {calibration_error(bins):.3f}.\n"
    )


def calibration_svg(named: Mapping[str, Sequence[Bin]]) -> str:
    """Said against right, one line a set, with the diagonal of a perfect judge."""
    size = PLOT + 2 * MARGIN
    box = f"0 0 {size + LEGEND} {size}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {FONT}>',
        f'<rect width="{size + LEGEND}" height="{size}" fill="#fff"/>',
        _line((0, 0), (1, 1), "#999", dashed=True),
        _line((0, 0), (1, 0), "#333"),
        _line((0, 0), (0, 1), "#333"),
        *(_tick(share_of_one) for share_of_one in (0, 0.25, 0.5, 0.75, 1)),
    ]
    for place, (name, bins) in enumerate(named.items()):
        parts.append(_curve(name, bins, COLOURS[place % len(COLOURS)], place))
    middle = MARGIN + PLOT / 2
    parts.append(_label("probability given to the first candidate", middle, size - 8))
    upright = f' transform="rotate(-90 14 {middle})"'
    parts.append(_label("how often it was reasonable", 14, middle, upright))
    return "\n".join((*parts, "</svg>")) + "\n"


def _tick(value: float) -> str:
    x, y = _at(value, value)
    below = f'<text x="{x}" y="{MARGIN + PLOT + 16}" text-anchor="middle">{value:.0%}</text>'
    return f'{below}<text x="{MARGIN - 6}" y="{y + 4}" text-anchor="end">{value:.0%}</text>'


def _curve(name: str, bins: Sequence[Bin], colour: str, place: int) -> str:
    points = [_at(each.said, each.right) for each in bins]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + each.count**0.5 / 2:.1f}" fill="{colour}">'
        f"<title>{each.count} cases</title></circle>"
        for (x, y), each in zip(points, bins, strict=True)
    )
    line = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    x, y = MARGIN + PLOT + 20, MARGIN + 20 * place + 12
    return f'{line}{dots}<text x="{x}" y="{y}" fill="{colour}">{name}</text>'


def _label(text: str, x: float, y: float, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="middle"{more}>{text}</text>'


def _at(x: float, y: float) -> tuple[float, float]:
    return MARGIN + PLOT * x, MARGIN + PLOT * (1 - y)


def _line(
    start: tuple[float, float], end: tuple[float, float], colour: str, *, dashed: bool = False
) -> str:
    (x1, y1), (x2, y2) = _at(*start), _at(*end)
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}"{dash}/>'


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
