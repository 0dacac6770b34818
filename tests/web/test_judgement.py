from __future__ import annotations

from dataclasses import replace

from stridewell.app.assess import assess
from stridewell.app.case import Case
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.plan.refusal import Refusal, RefusalKind
from stridewell.triage.disposition import Disposition
from stridewell.values.evidence import Reason
from stridewell.web.judgement import reason_views, refusal_view, urgency_view
from web_app import KNOWLEDGE, desk_of


def disposition(answers: dict[str, Answer]) -> Disposition:
    with desk_of() as desk:
        case = Case(desk.clock.now(), Runner(40, Sex.FEMALE), answers)
    return assess(case, KNOWLEDGE).disposition


def test_thoughts_of_self_harm_show_a_person_to_call() -> None:
    told = disposition({"wellbeing": ["self_harm"]})
    view = urgency_view(told, "US", KNOWLEDGE)
    assert view.crisis is not None
    assert view.crisis.number == "988"


def test_without_an_emergency_there_is_no_number_to_call() -> None:
    view = urgency_view(disposition({"pain_regions": ["lat_hip"]}), "US", KNOWLEDGE)
    assert view.phone is None
    assert view.crisis is None


def test_what_is_still_open_leads_to_its_question() -> None:
    view = urgency_view(disposition({"fever": "not_sure"}), "default", KNOWLEDGE)
    assert "/check-in/ask/fever_again" in {ask.url for ask in view.open_asks}


def test_every_refusal_has_a_way_out() -> None:
    told = disposition({"fever": "not_sure"})
    urls = {kind: refusal_view(Refusal(kind, "", "", ()), told).url for kind in RefusalKind}
    assert urls[RefusalKind.STALE_ANSWERS] == "/check-in/today"
    assert urls[RefusalKind.URGENT_DISPOSITION] == "/answer"
    assert urls[RefusalKind.CRITICAL_UNANSWERED].startswith("/check-in/ask/")


def test_a_reason_given_twice_is_shown_once() -> None:
    twice = [Reason("It hurts.", ("frandsen_2025",)), Reason("It hurts.")]
    assert len(reason_views(twice, KNOWLEDGE)) == 1


def test_sources_are_cited_by_who_and_when() -> None:
    sources = KNOWLEDGE.sources
    assert sources["silbernagel_2007"].short == "Silbernagel KG et al 2007"
    assert sources["nice_ng59"].short == "NICE guideline NG59 2016"
    assert sources["stridewell_estimate"].short.startswith("our own estimate")
    undated = replace(sources["nice_ng59"], year=None)
    assert undated.short == "NICE guideline NG59"
