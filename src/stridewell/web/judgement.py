"""The urgency, reasons and refusals as every page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stridewell.knowledge.records import Knowledge, Level, PhoneNumber
from stridewell.plan.refusal import Refusal, RefusalKind
from stridewell.triage.disposition import Disposition
from stridewell.values.evidence import Reason

SELF_HARM = "self_harm_thoughts"
OWN_PREFIX = "stridewell_"


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source by its short name, with an address where it has one."""

    short: str
    citation: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A reason with its sources."""

    text: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class OpenAsk:
    """A question that is still open, and where it is asked."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Urgency:
    """How urgent it is, what to do, why, and what could still change it.

    ``phone`` is given in an emergency, ``crisis`` when a person to talk to is needed first.
    """

    level: str
    label: str
    meaning: str
    action: str
    phone: PhoneNumber | None
    crisis: PhoneNumber | None
    reasons: tuple[ReasonView, ...]
    open_asks: tuple[OpenAsk, ...]
    could_be: str

    @property
    def is_emergency(self) -> bool:
        """Whether everything else has to wait."""
        return self.level == Level.EMERGENCY_NOW


@dataclass(frozen=True, slots=True)
class RefusalView:
    """Why there is no plan, what to do instead, and where."""

    text: str
    next_step: str
    url: str
    link: str


def urgency_view(disposition: Disposition, locale: str, knowledge: Knowledge) -> Urgency:
    """The urgency for a runner of a country."""
    found = {finding for reason in disposition.reasons for finding in reason.findings}
    emergency = disposition.level is Level.EMERGENCY_NOW
    crisis = knowledge.crisis_lines
    phones = knowledge.emergency_numbers
    return Urgency(
        level=disposition.level.value,
        label=disposition.spec.label,
        meaning=disposition.spec.meaning,
        action=disposition.spec.action,
        phone=phones.get(locale, phones["default"]) if emergency else None,
        crisis=crisis.get(locale, crisis["default"]) if SELF_HARM in found else None,
        reasons=reason_views(disposition.reasons, knowledge),
        open_asks=tuple(
            OpenAsk(knowledge.questions[entry.ask].text, ask_url(entry.ask))
            for entry in disposition.open_items
        ),
        could_be=knowledge.levels[disposition.could_be].label.lower(),
    )


def ask_url(question: str) -> str:
    """Where a question is asked."""
    return f"/check-in/ask/{question}"


def again_url(contradiction: str) -> str:
    """Where answers that cannot both be right are given again."""
    return f"/check-in/again/{contradiction}"


def reason_views(reasons: Iterable[Reason], knowledge: Knowledge) -> tuple[ReasonView, ...]:
    """Reasons with their sources; a sentence that is given twice is shown once."""
    views = (ReasonView(r.text, source_views(r.sources, knowledge)) for r in reasons)
    return tuple({view.text: view for view in views}.values())


def source_views(ids: Iterable[str], knowledge: Knowledge) -> tuple[SourceView, ...]:
    """Sources by their ids."""
    known = (knowledge.sources[each] for each in ids if each in knowledge.sources)
    return tuple(
        SourceView(
            short=source.short,
            citation=source.citation,
            url=f"https://doi.org/{source.doi}" if source.doi else source.url,
        )
        for source in known
    )


def refusal_view(refusal: Refusal, disposition: Disposition) -> RefusalView:
    """A refusal with the way out of it."""
    match refusal.kind:
        case RefusalKind.URGENT_DISPOSITION:
            url, link = "/answer", "See why"
        case RefusalKind.CRITICAL_UNANSWERED:
            url, link = ask_url(disposition.open_items[0].ask), "Answer what is open"
        case RefusalKind.STALE_ANSWERS:
            url, link = "/check-in/today", "Do the quick check-in"
    return RefusalView(refusal.text, refusal.next_step, url, link)
