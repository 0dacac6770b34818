"""Reads the knowledge files that travel with the package, and a folder of the user's own."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from stridewell.errors import KnowledgeError
from stridewell.knowledge.parse import parse_knowledge
from stridewell.knowledge.records import Knowledge

VERSION_LENGTH = 12


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
    return load_knowledge(files("stridewell.knowledge") / "data")


def load_knowledge(folder: Path | Traversable) -> Knowledge:
    """Read every ``*.yaml`` below a folder; its version is the hash of all their bytes.

    Raises:
        KnowledgeError: the folder is empty, or a file is broken (file and place are named).
    """
    contents = dict(sorted(_yaml_files(folder, ""))) if folder.is_dir() else {}
    if not contents:
        raise KnowledgeError(
            f"There are no knowledge files in {folder}.", "Name a folder with *.yaml."
        )
    digest = hashlib.sha256()
    for path, content in contents.items():
        digest.update(path.encode() + b"\0" + content + b"\0")
    documents = {path: _parse_yaml(path, content) for path, content in contents.items()}
    return parse_knowledge(documents, digest.hexdigest()[:VERSION_LENGTH])


def _yaml_files(folder: Path | Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
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
