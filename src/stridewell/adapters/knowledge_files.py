"""Reads the knowledge files that travel with the package, and a folder of the user's own."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeAlias

import yaml

from stridewell.errors import KnowledgeError
from stridewell.knowledge.additions import refuse_weakening
from stridewell.knowledge.library import Library
from stridewell.knowledge.parse import parse_knowledge, root_node
from stridewell.knowledge.parse_library import parse_library
from stridewell.knowledge.records import Knowledge

Folder: TypeAlias = Path | Traversable
VERSION_LENGTH = 12
LIBRARY_FOLDERS = ("claims/", "checks/", "cards/", "learn/", "courses/")
PHRASES = "phrases/"
LIBRARY_FILES = frozenset({"separations.yaml"})


class _StrictLoader(yaml.CSafeLoader):
    """A safe YAML loader that refuses a key written twice instead of silently keeping the last."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002  (inherited)
    ) -> dict[Hashable, object]:
        """Build the mapping after looking for doubled keys."""
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is written twice", node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


@cache
def packaged_knowledge() -> Knowledge:
    """The knowledge that travels with the package, read once per process."""
    return load_knowledge(_packaged())


@cache
def packaged_library() -> Library:
    """The library that travels with the package, read once per process."""
    return load_library(_packaged())


def load_knowledge(folder: Folder, added: Path | None = None) -> Knowledge:
    """Read what decisions rest on below a folder; its version is the hash of all its files.

    ``added`` is a folder of the user's own with the same layout; it may add, never replace.

    Raises:
        KnowledgeError: a folder is empty, a file is broken (file and place are named), or an
            addition would weaken what the package holds.
    """
    contents = _contents(folder)
    own = _contents(added) if added is not None else {}
    _refuse_replacing(contents, own)
    ours = {path: _parse_yaml(path, each) for path, each in contents.items() if decides(path)}
    phrases = partial(_phrase_files, contents)
    if added is None:
        return parse_knowledge(ours, _version(contents), phrases)
    base = parse_knowledge(ours, _version(contents), phrases)
    more = {path: _parse_yaml(path, each) for path, each in own.items() if decides(path)}
    merged = parse_knowledge({**ours, **more}, _version({**contents, **own}), phrases)
    refuse_weakening(base, merged)
    return merged


def load_library(folder: Folder, added: Path | None = None) -> Library:
    """Read what is only read up: claims, looked-up numbers, cards, courses, terms.

    Raises:
        KnowledgeError: a folder is empty, or a file is broken (file and place are named).
    """
    contents = _contents(folder)
    own = _contents(added) if added is not None else {}
    _refuse_replacing(contents, own)
    documents = {
        path: _parse_yaml(path, each)
        for path, each in {**contents, **own}.items()
        if not decides(path) and not path.startswith(PHRASES)
    }
    return parse_library({path: root_node(path, value) for path, value in documents.items()})


def documents_in(folder: Folder) -> Mapping[str, object]:
    """What each file below a folder holds, by its path.

    Raises:
        KnowledgeError: the folder is empty, or a file is no YAML (file and place are named).
    """
    return {path: _parse_yaml(path, content) for path, content in _contents(folder).items()}


def decides(path: str) -> bool:
    """Whether a file holds what decisions rest on, rather than phrases or what is read up."""
    return not path.startswith((*LIBRARY_FOLDERS, PHRASES)) and path not in LIBRARY_FILES


def _phrase_files(contents: Mapping[str, bytes]) -> Mapping[str, object]:
    """The phrase book is large: its files are read when the first text is."""
    return {
        path: _parse_yaml(path, each) for path, each in contents.items() if path.startswith(PHRASES)
    }


def _packaged() -> Traversable:
    return files("stridewell.knowledge") / "data"


def _contents(folder: Folder) -> Mapping[str, bytes]:
    contents = dict(sorted(_yaml_files(folder, ""))) if folder.is_dir() else {}
    if not contents:
        raise KnowledgeError(
            f"There are no knowledge files in {folder}.", "Name a folder with *.yaml."
        )
    return contents


def _refuse_replacing(ours: Mapping[str, bytes], own: Mapping[str, bytes]) -> None:
    for path in own:
        if path in ours:
            raise KnowledgeError(
                f"{path} of your own folder would replace a file of stridewell.",
                "Give it another name; own knowledge may add, never replace.",
            )


def _version(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path, content in contents.items():
        digest.update(path.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:VERSION_LENGTH]


def _yaml_files(folder: Folder, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _yaml_files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".yaml"):
            yield f"{prefix}{entry.name}", entry.read_bytes()


def _parse_yaml(path: str, content: bytes) -> object:
    try:
        # the loader is a SafeLoader: it builds plain values only
        return yaml.load(content, Loader=_StrictLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path} is not valid YAML: {error}", "Correct the file.") from error
