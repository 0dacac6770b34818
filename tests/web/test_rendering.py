from __future__ import annotations

import ast
import inspect
from dataclasses import fields

import pytest
from jinja2 import UndefinedError, meta, nodes

from stridewell.web import (
    about_page,
    again_page,
    answer_page,
    around_page,
    changed_page,
    check_in_desk,
    daily_page,
    door_page,
    enough_page,
    errors_shown,
    export_page,
    fuel_page,
    fuel_views,
    gait_compare_page,
    gait_page,
    gait_upload_page,
    ground_page,
    imports_shown,
    load_page,
    log_page,
    plan_page,
    plan_views,
    question_page,
    ready_page,
    run_exports,
    run_page,
    runner_page,
    runs_page,
    shoes_page,
    tests_page,
    tests_views,
    today_page,
    unlock_page,
    weekly_page,
    wishes_page,
    words_page,
    yours_page,
)
from stridewell.web.learn import (
    advice_pages,
    claims_page,
    condition_pages,
    evidence_pages,
    exercise_page,
    exercises_page,
    front_page,
    judging_pages,
    notes_pages,
    programmes_page,
    self_test_pages,
)
from stridewell.web.rendering import Context, Page, Site

CONTEXTS: list[tuple[type[Context], Page]] = [
    (today_page.TodayContext, today_page.TODAY),
    (today_page.WelcomeContext, today_page.WELCOME),
    (answer_page.AnswerContext, answer_page.PAGE),
    (plan_views.PlanContext, plan_page.PAGE),
    (export_page.PrintContext, export_page.PRINT),
    (ready_page.ReadyContext, ready_page.PAGE),
    (log_page.LogContext, log_page.PAGE),
    (wishes_page.WishesContext, wishes_page.PAGE),
    (weekly_page.WeeklyContext, weekly_page.PAGE),
    (fuel_views.FuelContext, fuel_page.PAGE),
    (shoes_page.ShoesContext, shoes_page.PAGE),
    (around_page.AroundContext, around_page.PAGE),
    (tests_views.ListContext, tests_page.LIST),
    (tests_views.ResultContext, Page("test_result.html", "", "/plan")),
    (tests_views.RecordContext, Page("test_record.html", "", "/plan")),
    (notes_pages.NotesContext, notes_pages.PAGE),
    (runs_page.RunsContext, runs_page.RUNS),
    (imports_shown.ImportedContext, runs_page.IMPORTED),
    (run_page.RunContext, run_page.PAGE),
    (run_exports.ExportContext, run_exports.PAGE),
    (load_page.LoadContext, load_page.PAGE),
    (ground_page.GroundContext, ground_page.PAGE),
    (changed_page.ChangedContext, changed_page.PAGE),
    (gait_upload_page.GaitContext, gait_upload_page.PAGE),
    (gait_upload_page.JobContext, gait_upload_page.JOB),
    (gait_page.SessionContext, gait_page.PAGE),
    (gait_compare_page.CompareContext, gait_compare_page.PAGE),
    (about_page.LimitsContext, about_page.PAGE),
    (yours_page.YoursContext, yours_page.PAGE),
    (yours_page.ProofContext, yours_page.PROOF),
    (unlock_page.UnlockContext, unlock_page.PAGE),
    (door_page.CheckInContext, door_page.PAGE),
    (runner_page.RunnerContext, runner_page.PAGE),
    (question_page.QuestionContext, question_page.PAGE),
    (again_page.AgainContext, again_page.PAGE),
    (enough_page.EnoughContext, enough_page.ENOUGH),
    (enough_page.AnswersContext, enough_page.ANSWERS),
    (words_page.WordsContext, words_page.PAGE),
    (daily_page.DailyContext, daily_page.PAGE),
    (check_in_desk.EmergencyContext, check_in_desk.EMERGENCY),
    (errors_shown.ErrorContext, errors_shown.PAGE),
    (front_page.LearnContext, front_page.PAGE),
    (condition_pages.ConditionsContext, condition_pages.LIST),
    (condition_pages.ConditionContext, condition_pages.PAGE),
    (self_test_pages.SelfTestsContext, self_test_pages.LIST),
    (self_test_pages.SelfTestContext, self_test_pages.PAGE),
    (claims_page.ClaimsContext, claims_page.PAGE),
    (advice_pages.CardsContext, advice_pages.CARDS),
    (advice_pages.AreaContext, advice_pages.AREA),
    (advice_pages.GlossaryContext, advice_pages.WORDS),
    (advice_pages.FaqContext, advice_pages.FAQ),
    (advice_pages.MistakesContext, advice_pages.MISTAKES),
    (advice_pages.SeparationsContext, advice_pages.SEPARATIONS),
    (judging_pages.RedFlagsContext, judging_pages.RED_FLAGS),
    (judging_pages.QuestionsContext, judging_pages.QUESTIONS),
    (exercise_page.ExerciseContext, exercise_page.PAGE),
    (exercises_page.ExercisesContext, exercises_page.PAGE),
    (programmes_page.ProgrammesContext, programmes_page.PAGE),
    (judging_pages.ReasoningContext, judging_pages.REASONING),
    (evidence_pages.NumbersContext, evidence_pages.NUMBERS),
    (evidence_pages.SourcesContext, evidence_pages.SOURCES),
]
of_every_page = pytest.mark.parametrize(("context", "page"), CONTEXTS)
FRAME, PARTS, FORMS = "base.html", "parts.html", "fields.html"
LEARN_PARTS, BODY_MAP, WHY = "learn_parts.html", "body_map.html", "why_parts.html"


def variables(template: str) -> set[str]:
    site = Site()
    assert site.templates.loader is not None
    source, _, _ = site.templates.loader.get_source(site.templates, template)
    parsed = site.templates.parse(source)
    imported = {each.target for each in parsed.find_all(nodes.Import)}
    macros = {each.name for each in parsed.find_all(nodes.Macro)}
    return meta.find_undeclared_variables(parsed) - imported - macros


@of_every_page
def test_a_template_uses_exactly_the_fields_of_its_context(
    context: type[Context], page: Page
) -> None:
    assert variables(page.template) - {"frame"} == {field.name for field in fields(context)}


@of_every_page
def test_every_field_of_a_context_says_in_a_line_what_it_is(
    context: type[Context], page: Page
) -> None:
    body = ast.parse(inspect.getsource(context)).body[0]
    assert isinstance(body, ast.ClassDef)
    pairs = zip(body.body, [*body.body[1:], None], strict=True)
    told = {
        field.target.id
        for field, after in pairs
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(after, ast.Expr)
    }
    assert told == {field.name for field in fields(context)}


def test_every_template_belongs_to_a_page() -> None:
    shared = {FRAME, PARTS, FORMS, LEARN_PARTS, BODY_MAP, WHY}
    known = {page.template for _, page in CONTEXTS} | shared
    assert set(Site().templates.list_templates()) == known


def test_the_frame_is_all_that_the_base_asks_for() -> None:
    assert variables(FRAME) == {"frame"}
    assert variables(PARTS) == variables(FORMS) == set()


def test_a_missing_field_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        Site().templates.from_string("{{ nothing }}").render()


def test_what_was_told_is_escaped() -> None:
    context = errors_shown.error_context("<script>", "& more")
    shown = bytes(Site().show(errors_shown.PAGE, context).body).decode()
    assert "&lt;script&gt;" in shown
    assert "&amp; more" in shown
