"""One place in a knowledge file: reads typed values and names file and key when they are wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from stridewell.errors import KnowledgeError
from stridewell.values.evidence import Grade, Verification
from stridewell.values.quantities import Interval

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a knowledge file, with the way to it (``file: key.key``)."""

    where: str
    value: object
    defaults: Mapping[str, object]

    def fail(self, text: str) -> KnowledgeError:
        """The error that says where and what."""
        return KnowledgeError(f"{self.where}: {text}.", "Correct the file and check it again.")

    def mapping(self) -> Mapping[str, object]:
        """The value as a mapping.

        Raises:
            KnowledgeError: it is something else.
        """
        if not isinstance(self.value, dict):
            raise self.fail("a mapping is expected here")
        return self.value

    def only(self, *allowed: str) -> Node:
        """The node itself, after refusing keys that nobody reads (they are typing mistakes)."""
        strange = [key for key in self.mapping() if key not in allowed]
        if strange:
            raise self.fail(f"unknown key {strange[0]!r}; known are {', '.join(sorted(allowed))}")
        return self

    def has(self, key: str) -> bool:
        """Whether the key is given and not empty."""
        return self.mapping().get(key) is not None

    def child(self, key: str) -> Node:
        """The value under a key, or the file's default for it.

        Raises:
            KnowledgeError: neither exists.
        """
        found = self.mapping().get(key, self.defaults.get(key))
        if found is None:
            raise self.fail(f"{key!r} is missing")
        return Node(f"{self.where}.{key}", found, self.defaults)

    def items(self) -> Iterator[tuple[str, Node]]:
        """Every entry of the mapping, in file order."""
        for key, value in self.mapping().items():
            if not isinstance(key, str):
                raise self.fail(f"the key {key!r} is no text; put it in quotes")
            yield key, Node(f"{self.where}.{key}", value, self.defaults)

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The entries of a list under a key; none when the key is absent."""
        if not self.has(key):
            return ()
        value = self.child(key).value
        if not isinstance(value, list):
            raise self.fail(f"{key!r} must be a list")
        return tuple(
            Node(f"{self.where}.{key}[{index}]", entry, self.defaults)
            for index, entry in enumerate(value)
        )

    def as_text(self) -> str:
        """The value as text."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.fail("text is expected here")
        return self.value

    def as_number(self) -> float:
        """The value as a number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.fail("a number is expected here")
        return float(self.value)

    def text(self, key: str, default: str | None = None) -> str:
        """Text under a key."""
        if default is not None and not self.has(key):
            return default
        return self.child(key).as_text()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts under a key; none when absent."""
        return tuple(node.as_text() for node in self.nodes(key))

    def number(self, key: str) -> float:
        """A number under a key."""
        return self.child(key).as_number()

    def whole(self, key: str) -> int:
        """A whole number under a key."""
        number = self.number(key)
        if number != int(number):
            raise self.fail(f"{key!r} must be a whole number")
        return int(number)

    def flag(self, key: str) -> bool:
        """True or false under a key; false when absent."""
        value = self.mapping().get(key, self.defaults.get(key, False))
        if not isinstance(value, bool):
            raise self.fail(f"{key!r} must be true or false")
        return value

    def member(self, key: str, kind: type[E]) -> E:
        """A member of an enumeration under a key."""
        text = self.text(key)
        try:
            return kind(text)
        except ValueError as error:
            raise self.fail(f"{text!r} is none of {', '.join(kind)}") from error

    def interval(self, key: str) -> Interval:
        """A range ``[low, high]`` under a key."""
        numbers = [node.as_number() for node in self.nodes(key)]
        if len(numbers) != 2:  # noqa: PLR2004  (a range has two ends)
            raise self.fail(f"{key!r} must be a range [low, high]")
        if numbers[0] > numbers[1]:
            raise self.fail(f"the range {key!r} is upside down")
        return Interval(numbers[0], numbers[1])

    def source_ids(self) -> tuple[str, ...]:
        """The sources named by ``sources`` (a list) or ``source`` (one), or the file's default."""
        if self.has("sources"):
            return self.texts("sources")
        return (self.text("source"),)

    def grade(self) -> Grade:
        """The grade of the evidence."""
        return self.member("grade", Grade)

    def verification(self) -> Verification:
        """Whether the number was seen; an estimate when the file does not say."""
        if self.has("verification") or "verification" in self.defaults:
            return self.member("verification", Verification)
        return Verification.ESTIMATE
