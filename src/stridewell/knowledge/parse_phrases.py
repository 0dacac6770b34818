"""The phrase files → one phrase book; anything that cannot be meant is refused by file and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stridewell.knowledge.node import Node
from stridewell.knowledge.phrases import Need, Phrase, PhraseBook, Reach
from stridewell.knowledge.records import Question, RegionSpec

REQUIRED_WORDS = (
    *("hurts", "weak_hurts", "eases", "fine", "weak_fine", "worse_than"),
    *("filler", "dropped", "contrast"),
    *("negator", "pseudo_negator", "ability_negator", "denied_after", "all_well", "not_only"),
    *("scope_end", "item_breaker", "subject", "except", "trouble"),
    *("doubt", "hedge", "past_cue", "pseudo_past", "no_longer", "imagined", "question_start"),
    *("person", "person_verb", "says", "patient", "self"),
    *("side_left", "side_right", "side_both", "side_midline", "not_a_side_before"),
    *("begins", "onset_verb", "event_verb", "turn_of_course", "lasting", "long_standing"),
    *("again", "new", "now", "still", "main_site", "not_a_duration"),
    *("score_word", "not_a_score", "daily_life", "running", "cycling"),
    *("stiff", "warm", "morning", "wakes", "pregnant", "birth", "baby", "ordinal"),
    *("expecting", "weather"),
)
"""The classes of words that the reading itself asks for."""
PLACES = "pain_regions"
ENTRY_KEYS = (
    *("say", "needs", "reach", "unless", "only_denied", "past", "family", "seen", "vague"),
    *("otherwise", "lasting"),
)
SETTING_KEYS = tuple(key for key in ENTRY_KEYS if key != "say")


def parse_phrase_book(
    files: Mapping[str, Node], questions: Mapping[str, Question], regions: Mapping[str, RegionSpec]
) -> PhraseBook:
    """Read every file below ``phrases/``.

    Raises:
        KnowledgeError: a key, question, option or class of words is not known, or a phrase is
            empty; the text names file and key.
    """
    nodes = [node for path, node in files.items() if path.startswith("phrases/")]
    words = _words(nodes)
    _require_words(nodes, words)
    phrases = [
        phrase for node in nodes for phrase in _phrases(node, questions, regions, frozenset(words))
    ]
    ordinary = [text for node in nodes for text in node.texts("ordinary")]
    return PhraseBook(words, tuple(phrases), frozenset(" ".join(ordinary).split()))


def _words(nodes: Iterable[Node]) -> Mapping[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for node in nodes:
        node.only("defaults", "words", "phrases", "ordinary")
        if not node.has("words"):
            continue
        for name, entry in node.child("words").items():
            if name in words:
                raise entry.fail(f"the words {name!r} are listed twice")
            words[name] = _listed(entry)
    return words


def _listed(node: Node) -> tuple[str, ...]:
    """The parts of a text that commas part."""
    parts = tuple(part.strip() for part in node.as_text().split(","))
    if not all(parts):
        raise node.fail("there is nothing between two commas")
    return parts


def _require_words(nodes: Iterable[Node], words: Mapping[str, tuple[str, ...]]) -> None:
    missing = [name for name in REQUIRED_WORDS if not words.get(name)]
    for node in nodes:
        if missing:
            raise node.fail(f"the words {missing[0]!r} are missing from the phrase files")


def _phrases(
    node: Node,
    questions: Mapping[str, Question],
    regions: Mapping[str, RegionSpec],
    words: frozenset[str],
) -> Iterator[Phrase]:
    if not node.has("phrases"):
        return
    for question_id, options in node.child("phrases").items():
        question = questions.get(question_id)
        if question is None:
            raise options.fail(f"there is no question {question_id!r}")
        known = _known_options(question, regions)
        for option in options.mapping():
            if option not in known:
                raise options.fail(f"{question_id!r} has no option {option!r}")
            for entry in options.nodes(option):
                yield from _entry(question_id, option, entry, words, known)


def _known_options(question: Question, regions: Mapping[str, RegionSpec]) -> frozenset[str]:
    if question.id == PLACES:
        return frozenset(regions)
    return frozenset(option.id for option in question.options)


def _entry(
    question: str, option: str, entry: Node, words: frozenset[str], known: frozenset[str]
) -> Iterator[Phrase]:
    settings = _settings(entry)
    for text in _says(entry):
        _check_classes(entry, text, words)
        yield Phrase(
            question=question,
            option=option,
            says=text,
            needs=_need(entry, settings.get("needs")),
            reach=_reach(entry, settings.get("reach")),
            unless=_one_of(entry, settings.get("unless"), words),
            only_denied=settings.get("only_denied") is True,
            past=settings.get("past") is True,
            family=settings.get("family") is True,
            seen=settings.get("seen") is True,
            vague=settings.get("vague") is True,
            otherwise=_one_of(entry, settings.get("otherwise"), known),
            lasting=_one_of(entry, settings.get("lasting"), known),
        )


def _one_of(entry: Node, name: object, known: frozenset[str]) -> str | None:
    """The name of a class of words or of an option, which must exist."""
    if name is None:
        return None
    if not isinstance(name, str) or name not in known:
        raise entry.fail(f"{name!r} is not known here")
    return name


def _settings(entry: Node) -> Mapping[str, object]:
    """What the entry says of itself, over what the file says of all its entries."""
    own = entry.only(*ENTRY_KEYS).mapping() if isinstance(entry.value, dict) else {}
    shared = {key: value for key, value in entry.defaults.items() if key in SETTING_KEYS}
    return {**shared, **{key: value for key, value in own.items() if key != "say"}}


def _says(entry: Node) -> tuple[str, ...]:
    return _listed(entry.child("say") if isinstance(entry.value, dict) else entry)


def _need(entry: Node, value: object) -> Need | None:
    if value is None or value == "nothing":
        return None
    if value not in set(Need):
        raise entry.fail(f"needs {value!r} is none of {', '.join(Need)}, nothing")
    return Need(str(value))


def _reach(entry: Node, value: object) -> Reach:
    if value is None:
        return Reach.SENTENCE
    if value not in set(Reach):
        raise entry.fail(f"reach {value!r} is none of {', '.join(Reach)}")
    return Reach(str(value))


def _check_classes(entry: Node, text: str, words: frozenset[str]) -> None:
    """Every ``{class}`` of a phrase exists, and the phrase is more than gaps."""
    pieces = text.split()
    if not any(piece.strip(".") for piece in pieces):
        raise entry.fail("the phrase is empty")
    for part in (part for piece in pieces for part in piece.rstrip("?").split("|")):
        if part.startswith("{") and part.strip("{}") not in words:
            raise entry.fail(f"there are no words {part.strip('{}')!r}")
