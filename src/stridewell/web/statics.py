"""Style sheet, scripts, and Plotly's own script out of the installed package."""

from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

PLOTLY_URL = f"/static/plotly.min.js?v={version('plotly')}"
FOREVER = "public, max-age=31536000, immutable"


def plotly_script() -> Path:
    """Where the installed package keeps Plotly's script."""
    with as_file(files("plotly") / "package_data" / "plotly.min.js") as path:
        return path


def add_statics(app: FastAPI) -> None:
    """Serve everything below /static."""
    router = APIRouter(include_in_schema=False)

    @router.get("/static/plotly.min.js")
    def plotly() -> FileResponse:
        return FileResponse(
            plotly_script(), media_type="text/javascript", headers={"Cache-Control": FOREVER}
        )

    app.include_router(router)
    app.mount("/static", StaticFiles(packages=[("stridewell.web", "static")]), name="static")
