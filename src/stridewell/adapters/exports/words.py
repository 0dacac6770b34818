"""Words and numbers of exports, brought into one form."""

from __future__ import annotations

import math
from dataclasses import replace

from stridewell.activity.notes import RunNotes
from stridewell.adapters.shown_names import shown
from stridewell.adapters.xml_activities.sports import Sport, sport_named

LONGEST_TEXT = 200

_RUN, _TRAIL = Sport("running"), Sport("running", "trail")
_VIRTUAL = Sport("running", "virtual_activity")
_WALK, _HIKE = Sport("walking"), Sport("hiking")
_RIDE, _SWIM = Sport("cycling"), Sport("swimming")

_TRANSLATED = {
    **dict.fromkeys(
        (
            "lauf",
            "laufen",
            "hardloopsessie",
            "hardlopen",
            "course à pied",
            "carrera",
            "corsa",
            "corrida",
            "löpning",
            "löprunda",
            "løb",
            "løping",
            "løpetur",
            "bieg",
            "забег",
            "ランニング",
            "ラン",
            "跑步",
            "달리기",
        ),
        _RUN,
    ),
    **dict.fromkeys(
        (
            "traillauf",
            "trailrun",
            "trail",
            "trailloop",
            "trailrunsessie",
            "course de trail",
            "carrera de montaña",
            "carrera por montaña",
            "corsa trail",
            "corrida em trilha",
            "corrida de trilha",
            "terränglöpning",
            "トレイルランニング",
            "トレイルラン",
            "越野跑",
            "트레일 러닝",
        ),
        _TRAIL,
    ),
    **dict.fromkeys(
        (
            "virtueller lauf",
            "virtuele hardloopsessie",
            "course à pied virtuelle",
            "carrera virtual",
            "corsa virtuale",
            "corrida virtual",
        ),
        _VIRTUAL,
    ),
    **dict.fromkeys(
        ("spaziergang", "wandeling", "marche", "caminata", "camminata", "caminhada", "promenad"),
        _WALK,
    ),
    **dict.fromkeys(
        ("wanderung", "hike", "randonnée", "senderismo", "escursione", "trilha", "vandring"), _HIKE
    ),
    **dict.fromkeys(
        (
            "radfahrt",
            "radfahren",
            "fietsrit",
            "vélo",
            "sortie à vélo",
            "ciclismo",
            "pedalata",
            "giro in bici",
            "pedalada",
            "cykling",
            "virtual ride",
            "e-bike ride",
            "gravel ride",
            "mountain bike ride",
        ),
        _RIDE,
    ),
    **dict.fromkeys(
        ("schwimmen", "zwemmen", "zwemsessie", "natation", "natación", "nuoto", "natação"), _SWIM
    ),
}


def sport_in(word: str) -> Sport | None:
    """The sport an app's word stands for in one of several languages, None if not known."""
    return sport_named(word) or _TRANSLATED.get(word.strip().casefold())


def with_sport(notes: RunNotes, word: str) -> RunNotes:
    """The notes with the sport an app calls it."""
    sport = sport_in(word)
    if sport is None:
        return notes
    variety = "" if sport.variety == "generic" else sport.variety
    return replace(notes, sport=sport.name, sub_sport=variety)


def line_of(text: object) -> str:
    """A text as one short line; anything that is no text is none."""
    if not isinstance(text, str):
        return ""
    return shown(" ".join(text.split()))[:LONGEST_TEXT]


def number_of(value: object) -> float | None:
    """A finite number, also one written as text with a point or a comma; else None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value.strip().replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def between(value: float | None, lowest: float, highest: float) -> float | None:
    """The value where it lies in a range, else None."""
    return value if value is not None and lowest <= value <= highest else None


def gear_named(name: str, make_and_model: str) -> str:
    """How gear is called: its own name, with make and model where they say more."""
    if not name or not make_and_model:
        return name or make_and_model
    said = make_and_model.casefold() in name.casefold()
    return name if said else f"{name} ({make_and_model})"
