"""Knowledge files on disk: a version that is their hash, and faults that name the file."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from stridewell.adapters.knowledge_files import load_knowledge, packaged_knowledge
from stridewell.errors import KnowledgeError
from stridewell.knowledge.check import check_knowledge
from stridewell.knowledge.records import Knowledge


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged knowledge."""
    with as_file(files("stridewell.knowledge") / "data") as source:
        shutil.copytree(source, tmp_path / "knowledge")
    return tmp_path / "knowledge"


def test_the_packaged_knowledge_is_read_once() -> None:
    assert packaged_knowledge() is packaged_knowledge()


def test_the_packaged_knowledge_is_without_fault(knowledge: Knowledge) -> None:
    assert check_knowledge(knowledge) == ()


def test_the_same_bytes_have_the_same_version(folder: Path, knowledge: Knowledge) -> None:
    assert load_knowledge(folder) == knowledge
    assert len(knowledge.version) == 12


def test_any_change_of_a_byte_is_another_version(folder: Path, knowledge: Knowledge) -> None:
    with (folder / "levels.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert load_knowledge(folder).version != knowledge.version


def test_a_renamed_file_is_another_version(folder: Path, knowledge: Knowledge) -> None:
    (folder / "conditions" / "other.yaml").rename(folder / "conditions" / "others.yaml")
    assert load_knowledge(folder).version != knowledge.version


def test_other_files_are_passed_over(folder: Path, knowledge: Knowledge) -> None:
    (folder / "README.md").write_text("hello")
    assert load_knowledge(folder).version == knowledge.version


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"levels: [", "levels.yaml is not valid YAML"),
        (b"levels: {}\nlevels: {}\n", "the key 'levels' is written twice"),
        (b"\x80\x81", "levels.yaml"),
        (b"!!python/object:os.system {}", "levels.yaml"),
        (b"just text", "levels.yaml"),
        (b"", "levels.yaml"),
    ],
)
def test_a_broken_file_is_named(folder: Path, content: bytes, told: str) -> None:
    (folder / "levels.yaml").write_bytes(content)
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    assert told in str(caught.value)


def test_an_empty_or_missing_folder_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(KnowledgeError, match="no knowledge files"):
            load_knowledge(folder)
