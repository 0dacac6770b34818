"""The same answers as the command line gives with --json, for programs on this machine."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from stridewell.app.assess import assess
from stridewell.app.care import answer_today
from stridewell.app.case_contract import CaseModel, case_of
from stridewell.app.contract import AssessmentOut, QuestionOut, assessment_out, question_out
from stridewell.app.day_contract import DayAnswerOut, day_out
from stridewell.app.desk import Desk
from stridewell.app.load_contract import (
    MOST_WEEKS,
    ChangedOut,
    LoadOut,
    changed_out,
    first_of_weeks,
    load_out,
    weeks_with_runs,
)
from stridewell.app.load_ledger import load_ledger
from stridewell.app.run_contract import RunOut, run_out
from stridewell.app.run_detail_contract import RunDetailOut, run_detail_out
from stridewell.app.run_view import run_view
from stridewell.app.runs_list import list_runs
from stridewell.app.walking_lately import walking_lately

REFUSED_DAY = ("refusal", "disposition", "at", "version")
"""What a refused day tells: no plan, and no candidates either."""


def routes(desk: Desk) -> APIRouter:
    """Questions, an assessment, today, the runs, and what they did."""
    router = APIRouter(prefix="/api", tags=["stridewell"])
    knowledge = desk.knowledge

    @router.get("/questions")
    def questions() -> list[QuestionOut]:
        """Every question the intake can ask."""
        return [question_out(each, knowledge) for each in knowledge.questions.values()]

    @router.post("/assess")
    def judge(case: CaseModel) -> AssessmentOut:
        """Judge one case; nothing is stored."""
        return assessment_out(assess(case_of(case), knowledge), knowledge)

    @router.get("/today", response_model=DayAnswerOut)
    def today() -> JSONResponse:
        """What to do today, from the newest answers and runs."""
        out = day_out(answer_today(desk.store, desk.clock.now(), knowledge))
        told = out.model_dump(mode="json")
        if out.refusal is not None:
            told = {key: told[key] for key in REFUSED_DAY}
        return JSONResponse(told)

    @router.get("/runs")
    def runs() -> list[RunOut]:
        """Every stored run, the oldest first."""
        return [run_out(run) for run in list_runs(desk).runs]

    @router.get("/runs/{run_id}")
    def run(run_id: int) -> RunDetailOut:
        """One run with what it did beyond its totals."""
        return run_detail_out(run_view(desk, run_id))

    @router.get("/load")
    def load(weeks: Annotated[int | None, Query(ge=1, le=MOST_WEEKS)] = None) -> LoadOut:
        """The load of the last weeks beside the pain; 12, or as far as the newest run."""
        told = load_ledger(desk)
        back = weeks or weeks_with_runs(told.ledger)
        return load_out(told, first_of_weeks(told.ledger.today, back), walking_lately(desk))

    @router.get("/changed")
    def changed() -> ChangedOut:
        """What changed before it hurt."""
        return changed_out(load_ledger(desk))

    return router
