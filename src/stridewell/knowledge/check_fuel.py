"""Finds faults in what is known of food, recovery and whom to see."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.knowledge.check import fault
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Issue, Verification

NO_FIGURES = (
    *("crisis", "eating_signs", "low_weight", "eating_unknown"),
    *("under_18", "pregnancy"),
)
LIMITS = ("mass_kg", "height_cm", "bmi", "fat_free_share", "intake_kcal")
CAVEATS = ("always", "no_mass", "injured", "bone", "diabetes", "pregnancy_possible", "kidney")
SLEEP_RULES = (
    *("window_days", "least_nights", "short_nights"),
    *("stress_high", "stress_days", "woken_nights"),
)
GROUNDS = ("sleep", "stress")


def check_fuel(knowledge: Knowledge) -> tuple[Issue, ...]:
    """Every fault of the food, the screen, the sleep and the rules for whom to see."""
    checks = (_complete, _amounts, _screen, _help)
    return tuple(issue for check in checks for issue in check(knowledge))


def _complete(knowledge: Knowledge) -> Iterator[Issue]:
    """What the code asks for by name is there."""
    fuel = knowledge.fuel
    wanted = (
        ("no_figures", NO_FIGURES, fuel.no_figures),
        ("limits", LIMITS, fuel.limits),
        ("caveats", CAVEATS, fuel.caveats),
        ("sleep.rules", SLEEP_RULES, fuel.sleep.rules),
        ("sleep.evidence", GROUNDS, fuel.sleep.grounds),
    )
    for where, names, held in wanted:
        for name in sorted(set(names) - set(held)):
            yield fault(f"fuel.{where}.{name}", "is missing", "Write it.")
    for entry in fuel.no_figures.values():
        if entry.ask is not None and entry.ask not in knowledge.questions:
            yield fault(f"fuel.no_figures.{entry.id}", "asks an unknown question", "Correct it.")


def _amounts(knowledge: Knowledge) -> Iterator[Issue]:
    """Occasions name groups that exist; amounts for minors never count by body mass."""
    fuel = knowledge.fuel
    groups = {amount.group for amount in fuel.amounts.values()}
    named = {group for occasion in fuel.occasions.values() for group in occasion.amounts}
    for group in sorted(named - groups):
        yield fault("fuel.occasions", f"name the unknown group {group!r}", "Correct it.")
    for group in sorted(groups - named):
        yield fault("fuel.amounts", f"of the group {group!r} are shown nowhere", "Name it.")
    for amount in fuel.amounts.values():
        where, warrant = f"fuel.amounts.{amount.id}", amount.band.warrant
        if amount.minors and amount.per_kg:
            yield fault(where, "would show a minor figures by body weight", "Leave out one.")
        if warrant.verification is Verification.UNCONFIRMED and not warrant.note:
            yield fault(where, "is unconfirmed without a note", "Say what was not found.")


def _screen(knowledge: Knowledge) -> Iterator[Issue]:
    """Every sign of the screen can be found out, and one question can answer a finding."""
    asked = {f for q in knowledge.questions.values() for o in q.options for f in o.present}
    for sign in knowledge.fuel.screen.signs.values():
        if sign.finding is not None and sign.finding not in asked:
            yield fault(f"fuel.screen.{sign.id}", "names a finding nobody asks for", "Correct it.")


def _help(knowledge: Knowledge) -> Iterator[Issue]:
    """Rules send to people who exist; everybody is sent to; tissues are those of conditions."""
    people, rules = knowledge.help.people, knowledge.help.rules
    tissues = {condition.tissue for condition in knowledge.conditions.values()}
    for rule in rules.values():
        if rule.see not in people:
            yield fault(f"help.rules.{rule.id}", f"sends to {rule.see!r}", "Define that person.")
        for tissue in sorted(rule.tissues - tissues):
            yield fault(f"help.rules.{rule.id}", f"names the tissue {tissue!r}", "Correct it.")
    for person in sorted(set(people) - {rule.see for rule in rules.values()}):
        yield fault(f"help.people.{person}", "is sent to by no rule", "Write one.")
