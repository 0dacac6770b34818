"""What goes around the run: every planted fault is found, and figures agree with their look-up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stridewell.adapters.knowledge_files import packaged_library
from stridewell.errors import KnowledgeError
from stridewell.knowledge.around import Around, Cue, Fit, Target, TrainingMode
from stridewell.knowledge.check import check_knowledge
from stridewell.knowledge.check_around import check_around
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_around import parse_cue
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade, Verification


def with_around(knowledge: Knowledge, around: Around) -> Knowledge:
    return replace(knowledge, around=around)


def with_mode(knowledge: Knowledge, mode: TrainingMode) -> Knowledge:
    around = knowledge.around
    return with_around(knowledge, replace(around, modes={**around.modes, mode.id: mode}))


def with_cue(knowledge: Knowledge, cue: Cue) -> Knowledge:
    around = knowledge.around
    return with_around(knowledge, replace(around, cues={**around.cues, cue.id: cue}))


def told(knowledge: Knowledge) -> str:
    return " | ".join(f"{issue.where} {issue.text}" for issue in check_around(knowledge))


def test_the_packaged_files_have_no_fault(knowledge: Knowledge) -> None:
    assert told(knowledge) == ""


def test_the_check_of_the_knowledge_runs_this_one(knowledge: Knowledge) -> None:
    broken = with_around(knowledge, replace(knowledge.around, trial_weeks=()))
    assert any(issue.where == "around.trial" for issue in check_knowledge(broken))


def test_a_condition_without_a_group(knowledge: Knowledge) -> None:
    around = knowledge.around
    group = replace(around.groups["outer_hip"], conditions=("gtps", "gtsp"))
    broken = with_around(knowledge, replace(around, groups={**around.groups, "outer_hip": group}))
    assert "leave out 'external_snapping'" in told(broken)
    assert "name the unknown condition 'gtsp'" in told(broken)


def test_a_condition_in_two_groups(knowledge: Knowledge) -> None:
    around = knowledge.around
    group = replace(around.groups["knee"], conditions=("itbs", "patellofemoral_pain", "gtps"))
    broken = with_around(knowledge, replace(around, groups={**around.groups, "knee": group}))
    assert "hold 'gtps' 2 times" in told(broken)


def test_a_kind_of_training_that_forgets_a_group(knowledge: Knowledge) -> None:
    mode = knowledge.around.modes["swimming"]
    groups = {name: advice for name, advice in mode.groups.items() if name != "groin"}
    broken = with_mode(knowledge, replace(mode, groups=groups))
    assert "modes.swimming says nothing for 'groin'" in told(broken)


def test_training_that_is_fine_where_its_exercise_is_not(knowledge: Knowledge) -> None:
    mode = knowledge.around.modes["easy_cycling"]
    fine = replace(mode.groups["sit_bone"], fit=Fit.FINE)
    broken = with_mode(knowledge, replace(mode, groups={**mode.groups, "sit_bone": fine}))
    assert "easy_cycling is fine for 'sit_bone'" in told(broken)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"first_percent": 0}, "impossible share"),
        ({"likeness": 7}, "impossible likeness"),
        ({"figures": ("nobody",)}, "unknown figure 'nobody'"),
    ],
)
def test_odd_numbers_of_training(
    knowledge: Knowledge, change: dict[str, object], words: str
) -> None:
    mode = replace(knowledge.around.modes["swimming"], **change)  # type: ignore[arg-type]
    assert words in told(with_mode(knowledge, mode))


def test_a_step_that_names_no_exercise_of_ours(knowledge: Knowledge) -> None:
    around = knowledge.around
    block = around.blocks["easy_run"]
    steps = (replace(block.steps[0], exercise="handstand", minutes=0.0), *block.steps[1:])
    blocks = {**around.blocks, "easy_run": replace(block, steps=steps)}
    issues = told(with_around(knowledge, replace(around, blocks=blocks)))
    assert "unknown exercise 'handstand'" in issues
    assert "a step that takes no time" in issues


def test_a_block_for_no_session(knowledge: Knowledge) -> None:
    around = knowledge.around
    block = replace(around.blocks["strength"], before=(), steps=())
    broken = with_around(knowledge, replace(around, blocks={**around.blocks, "strength": block}))
    assert "belongs to no session" in told(broken)
    assert "has no steps" in told(broken)


def test_a_cue_that_is_not_forbidden_with_bone(knowledge: Knowledge) -> None:
    cue = replace(knowledge.around.cues["step_rate"], never=("see_first",))
    assert "is not forbidden with bone" in told(with_cue(knowledge, cue))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"plausible": ("bone_stress",)}, "for and against the same group"),
        ({"stop_when": ()}, "when to stop"),
        ({"signs": (), "findings": ()}, "called for by nothing"),
        ({"signs": ("moonwalk",)}, "unknown sign 'moonwalk'"),
        ({"findings": ("moonwalk",)}, "unknown finding 'moonwalk'"),
    ],
)
def test_faults_of_a_cue(knowledge: Knowledge, change: dict[str, object], words: str) -> None:
    cue = replace(knowledge.around.cues["step_rate"], **change)  # type: ignore[arg-type]
    assert words in told(with_cue(knowledge, cue))


def test_a_trial_that_never_fades(knowledge: Knowledge) -> None:
    around = knowledge.around
    weeks = tuple(replace(week, cued_percent=100) for week in around.trial_weeks)
    assert "does not fade" in told(with_around(knowledge, replace(around, trial_weeks=weeks)))


def test_a_source_nobody_knows(knowledge: Knowledge) -> None:
    around = knowledge.around
    advice = replace(around.surfaces["treadmill"], warrant=Warrant(Grade.WEAK, ("nobody_1999",)))
    broken = replace(around, surfaces={**around.surfaces, "treadmill": advice})
    issues = check_knowledge(with_around(knowledge, broken))
    assert any("nobody_1999" in issue.text for issue in issues)


def test_a_figure_agrees_with_what_was_looked_up(knowledge: Knowledge) -> None:
    checks = packaged_library().checks
    shared = [f for f in knowledge.around.figures.values() if f.id in checks]
    assert len(shared) > 20
    wrong = [
        f.id
        for f in shared
        if f.warrant.sources != (checks[f.id].source,)
        or (f.warrant.verification is Verification.SEEN and not checks[f.id].is_fact)
        or (f.id in checks and not _says(checks[f.id].value + checks[f.id].found, f.value))
    ]
    assert wrong == []


def _says(text: str, value: float) -> bool:
    return f"{value:g}" in text or f"{value:.2f}" in text


def test_a_number_nobody_has_seen_says_so(knowledge: Knowledge) -> None:
    figure = knowledge.around.figures["shoes_two_pairs"]
    unseen = replace(figure.warrant, verification=Verification.UNCONFIRMED)
    assert "not confirmed" in replace(figure, warrant=unseen).sentence
    assert "0.389 to 0.969" in figure.sentence


def test_a_cue_of_form_has_no_percent() -> None:
    own = {"grade": "weak", "source": "stridewell_design"}
    node = Node("cues.x", {"name": "X", "say": "X.", "target": "form", "percent": [5, 10]}, own)
    with pytest.raises(KnowledgeError, match="percent"):
        parse_cue("x", node)


def test_only_step_rate_cues_change_the_step_rate(knowledge: Knowledge) -> None:
    for cue in knowledge.around.cues.values():
        assert (cue.percent is not None) == (cue.target is Target.STEP_RATE)
