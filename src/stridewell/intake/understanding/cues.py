"""What a stretch of words can do to what is said in it, and where the words that do it stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from stridewell.intake.understanding.lexicon import Lexicon
from stridewell.intake.understanding.matching import Place, Places
from stridewell.intake.understanding.passage import Passage


class Kind(StrEnum):
    """What a stretch of words does to what is said in it."""

    DENIED = "denied"
    MAYBE_DENIED = "maybe_denied"
    ALL_WELL = "all_well"
    UNABLE = "unable"
    DOUBTED = "doubted"
    HEDGED = "hedged"
    PAST = "past"
    ENDED = "ended"
    OTHERS = "others"
    REPORTED = "reported"
    IMAGINED = "imagined"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of words under the influence of a cue."""

    kind: Kind
    cue: Place
    covers: range


@dataclass(frozen=True, slots=True)
class Cues:
    """The passage with the places of every class of words, by name."""

    passage: Passage
    lexicon: Lexicon
    places: Places
    year: int
    """The year the story is told in."""
    _words: dict[str, frozenset[int]] = field(default_factory=dict)

    def of(self, name: str) -> Sequence[Place]:
        """Where the words of a class stand."""
        return self.places.get(self.lexicon.classes[name], ())

    def words_of(self, name: str) -> frozenset[int]:
        """The words that belong to a class, by their number."""
        if name not in self._words:
            self._words[name] = frozenset(index for place in self.of(name) for index in place)
        return self._words[name]

    def starts(self, name: str) -> frozenset[int]:
        """The first words of the places of a class."""
        return frozenset(place[0] for place in self.of(name))
