"""Knowledge of the user's own beside the packaged one: where it lies, and what is refused of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from stridewell.adapters.knowledge_files import (
    LIBRARY_FILES,
    documents_in,
    load_knowledge,
    load_library,
    packaged_knowledge,
    packaged_library,
)
from stridewell.errors import KnowledgeError, SettingsError
from stridewell.knowledge.check import check_knowledge
from stridewell.knowledge.library import Library
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Severity

KNOWLEDGE = "STRIDEWELL_KNOWLEDGE"
"""The setting that names the folder."""
READING_UP = frozenset(
    {"claims", "checks", "cards", "terms", "faq", "mistakes", "courses", "separations", "section"}
)
READ: Mapping[str, frozenset[str]] = {
    "sources": frozenset({"sources"}),
    "findings": frozenset({"findings"}),
    "questions": frozenset({"questions", "section"}),
    "red_flags": frozenset({"rules", "level"}),
    "conditions": frozenset({"conditions"}),
    "exercises": frozenset({"equipment", "exercises", "ladders"}),
    "claims": READING_UP,
    "checks": READING_UP,
    "cards": READING_UP,
    "courses": READING_UP,
    "learn": READING_UP,
}
"""What is read of the files of an added folder: by their folder the keys that may stand in them."""


def own_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder that STRIDEWELL_KNOWLEDGE names; None where it is not set.

    Raises:
        SettingsError: it names no folder.
    """
    wanted = environment.get(KNOWLEDGE, "").strip()
    if not wanted:
        return None
    try:
        folder = Path(wanted).expanduser().absolute()
        if folder.is_dir():
            return folder
    except (RuntimeError, ValueError) as error:
        raise SettingsError(
            f"{KNOWLEDGE} is {wanted!r}, which is no path.", "Write the path in full."
        ) from error
    raise SettingsError(
        f"{KNOWLEDGE} is {wanted!r}, which is no folder.",
        "Name the folder of your own knowledge files, or take the setting away.",
    )


def chosen_knowledge(environment: Mapping[str, str]) -> Knowledge:
    """The packaged knowledge with what the settings add, read once per process.

    Raises:
        SettingsError: the setting names no folder.
        KnowledgeError: the addition is broken, has a fault, or would weaken what is packaged.
    """
    folder = own_folder(environment)
    return packaged_knowledge() if folder is None else _sound_knowledge(folder)


def chosen_library(environment: Mapping[str, str]) -> Library:
    """The packaged library with what the settings add, read once per process.

    Raises:
        SettingsError: the setting names no folder.
        KnowledgeError: the addition is broken.
    """
    folder = own_folder(environment)
    return packaged_library() if folder is None else _added_library(folder)


def named_knowledge(folder: Path | None, added: Path | None) -> Knowledge:
    """The knowledge of a folder, the packaged one for None, with an addition; faults included.

    Raises:
        KnowledgeError: a file is broken or read by nobody, or the addition would weaken the rest.
    """
    knowledge = load_knowledge(folder or files("stridewell.knowledge") / "data", added)
    if added is not None:
        refuse_unread(added)
    return knowledge


def named_library(folder: Path | None, added: Path | None) -> Library:
    """The library of a folder, the packaged one for None, with an addition; faults included.

    Raises:
        KnowledgeError: a file is broken.
    """
    return load_library(folder or files("stridewell.knowledge") / "data", added)


def file_of(where: str, folder: Path | None, added: Path | None) -> str | None:
    """The file that holds an entry such as ``rules.E1.when``; None where none does.

    Raises:
        KnowledgeError: a file is broken.
    """
    kind, _, rest = where.partition(".")
    entry_id = rest.partition(".")[0]
    for path, document in _all_documents(folder, added).items():
        held = document.get(kind) if isinstance(document, dict) else None
        if isinstance(held, dict) and (entry_id in held or not entry_id):
            return path
    return None


@cache
def _all_documents(folder: Path | None, added: Path | None) -> Mapping[str, object]:
    ours = documents_in(folder or files("stridewell.knowledge") / "data")
    return {**ours, **(documents_in(added) if added is not None else {})}


@cache
def _sound_knowledge(added: Path) -> Knowledge:
    knowledge = named_knowledge(None, added)
    for issue in check_knowledge(knowledge):
        if issue.severity is Severity.ERROR:
            raise KnowledgeError(
                f"Your own knowledge: {issue.where} {issue.text}.",
                f"{issue.remedy} Look for more with: stridewell knowledge check --add {added}",
            )
    return knowledge


@cache
def _added_library(added: Path) -> Library:
    return named_library(None, added)


def refuse_unread(folder: Path) -> None:
    """Refuse files and keys of an added folder that nobody reads: they are mistakes.

    Raises:
        KnowledgeError: there is one; it is named.
    """
    for where, text in _unread(folder):
        raise KnowledgeError(
            f"Your own knowledge: {where} {text}.", "See docs/knowledge.md for what is read."
        )


def _unread(folder: Path) -> Iterator[tuple[str, str]]:
    for path, document in documents_in(folder).items():
        first, inside, _ = path.partition("/")
        allowed = READING_UP if path in LIBRARY_FILES else READ.get(first) if inside else None
        if allowed is None:
            kinds = ", ".join(f"{name}/" for name in READ)
            yield path, f"is read by nobody; own files belong below {kinds}"
        elif not isinstance(document, dict):
            yield path, "holds no entries"
        else:
            strange = (key for key in document if key not in {*allowed, "defaults"})
            yield from ((path, f"has the unknown key {key!r}") for key in strange)
