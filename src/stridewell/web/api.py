"""The same answers as the command line gives with --json, for programs on this machine."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from stridewell.app.assess import assess
from stridewell.app.care import answer_today
from stridewell.app.case_contract import CaseModel, case_of
from stridewell.app.contract import AssessmentOut, QuestionOut, assessment_out, question_out
from stridewell.app.day_contract import DayAnswerOut, day_out
from stridewell.app.desk import Desk
from stridewell.app.run_contract import RunOut, run_out
from stridewell.app.runs_list import list_runs

REFUSED_DAY = ("refusal", "disposition", "at", "version")
"""What a refused day tells: no plan, and no candidates either."""


def routes(desk: Desk) -> APIRouter:
    """Questions, an assessment, today, and the runs."""
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

    return router
