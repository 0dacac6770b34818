"""Writes food, the screen, sleep and whom to see for a person at a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from stridewell.app.fuel import FuelAnswer
from stridewell.app.fuel_words import DAY_WORDS, energy_parts, figures, unconfirmed
from stridewell.cli.show import cited, console, urgency_panel
from stridewell.knowledge.records import Knowledge
from stridewell.plan.energy import BodyRefused, EnergyAvailability
from stridewell.plan.fuel import FuelDay, MealTime, NoEnergyFigures
from stridewell.plan.help import Visit


def show_fuel(answer: FuelAnswer, knowledge: Knowledge) -> None:
    """The urgency, then food, the screen, sleep, and whom to see."""
    out = console()
    state = answer.day.state
    disposition = answer.day.assessment.disposition
    out.print(urgency_panel(disposition, state.case.runner.locale, knowledge))
    match answer.food:
        case FuelDay():
            _show_figures(answer.food, out)
        case NoEnergyFigures():
            _show_words(answer.food, out)
        case BodyRefused():
            out.print(Text(f"No figures: {answer.food.text} {answer.food.next_step}"))
    _show_screen(answer, out)
    out.print(Text("Sleep and stress", "bold"))
    for line in answer.recovery.lines:
        out.print(Text(f"  • {line.text}{cited(line, knowledge)}"))
    out.print(Text("Whom to see", "bold"))
    for visit in answer.visits:
        _show_visit(visit, knowledge, out)
    if not answer.visits:
        out.print(Text("  Nobody in particular for now."))


def _show_figures(food: FuelDay, out: Console) -> None:
    out.print(Text(f"Food: {DAY_WORDS[food.kind]}", "bold"))
    for meal in food.meals:
        _show_meal(meal, out)
    out.print(Text(f"  Energy: {food.energy.text}"))
    if isinstance(food.energy, EnergyAvailability):
        out.print(Text(f"    {energy_parts(food.energy)}", "dim"))
    for caveat in food.caveats:
        out.print(Text(f"  {caveat}", "dim"))


def _show_words(food: NoEnergyFigures, out: Console) -> None:
    out.print(Text("Food", "bold"))
    out.print(Text(f"  {food.text}"))
    out.print(Text(f"  {food.next_step}"))
    if food.crisis is not None:
        call = f"  Someone to talk to, day and night: {food.crisis.number} {food.crisis.note}"
        out.print(Text(call.rstrip(), "bold"))
    for meal in food.meals:
        _show_meal(meal, out)


def _show_meal(meal: MealTime, out: Console) -> None:
    out.print(Text.assemble((f"  {meal.name}: ", "bold"), meal.text))
    for amount in meal.amounts:
        caveat = unconfirmed(amount)
        told = f"    {amount.advice.name}: {figures(amount)}. {caveat}".rstrip()
        out.print(Text(told))


def _show_screen(answer: FuelAnswer, out: Console) -> None:
    words = answer.screen.words
    out.print(Text(f"Too little energy? {words.title}", "bold"))
    out.print(Text(f"  {words.text}"))
    if answer.screen.present:
        signs = "; ".join(sign.text for sign in answer.screen.present)
        out.print(Text(f"  What you told: {signs}."))
    if answer.screen.open:
        out.print(Text(f"  Not known yet: {len(answer.screen.open)} of the signs.", "dim"))
    for each in words.do:
        out.print(Text(f"  • {each}"))


def _show_visit(visit: Visit, knowledge: Knowledge, out: Console) -> None:
    how_soon = knowledge.levels[visit.urgency].label.lower()
    out.print(Text.assemble((f"  {visit.person.name}", "bold"), f" ({how_soon})"))
    for reason in visit.reasons:
        out.print(Text(f"    {reason.text}{cited(reason, knowledge)}"))
    if visit.person.bring:
        out.print(Text(f"    Bring: {' '.join(visit.person.bring)}", "dim"))
