"""What FIT's numbers for sports, makers and kinds of file mean in words."""

from __future__ import annotations

import math
from collections.abc import Mapping

ACTIVITY_FILE = 4

FILE_KINDS: Mapping[int, str] = {
    1: "device description",
    2: "settings",
    3: "sport settings",
    ACTIVITY_FILE: "activity",
    5: "workout plan",
    6: "course",
    7: "schedule",
    9: "weight",
    10: "totals",
    11: "goals",
    14: "blood pressure",
    15: "all-day monitoring",
    20: "activity summary",
    28: "daily monitoring",
    32: "all-day monitoring",
    34: "segment",
    35: "segment list",
    44: "sleep",
    49: "sleep",
    68: "heart rate variability",
}

SPORTS: Mapping[int, str] = {
    0: "generic",
    1: "running",
    2: "cycling",
    3: "transition",
    4: "fitness_equipment",
    5: "swimming",
    6: "basketball",
    7: "soccer",
    8: "tennis",
    9: "american_football",
    10: "training",
    11: "walking",
    12: "cross_country_skiing",
    13: "alpine_skiing",
    14: "snowboarding",
    15: "rowing",
    16: "mountaineering",
    17: "hiking",
    18: "multisport",
    19: "paddling",
    21: "e_biking",
    25: "golf",
    27: "horseback_riding",
    30: "inline_skating",
    31: "rock_climbing",
    32: "sailing",
    33: "ice_skating",
    35: "snowshoeing",
    37: "stand_up_paddleboarding",
    38: "surfing",
    41: "kayaking",
    47: "boxing",
    48: "floor_climbing",
    53: "diving",
    62: "hiit",
    64: "racket",
    67: "meditation",
    83: "dance",
    84: "jump_rope",
}

SUB_SPORTS: Mapping[int, str] = {
    0: "generic",
    1: "treadmill",
    2: "street",
    3: "trail",
    4: "track",
    5: "spin",
    6: "indoor_cycling",
    7: "road",
    8: "mountain",
    9: "downhill",
    11: "cyclocross",
    13: "track_cycling",
    14: "indoor_rowing",
    15: "elliptical",
    16: "stair_climbing",
    17: "lap_swimming",
    18: "open_water",
    19: "flexibility_training",
    20: "strength_training",
    21: "warm_up",
    22: "match",
    23: "exercise",
    24: "challenge",
    26: "cardio_training",
    27: "indoor_walking",
    30: "casual_walking",
    31: "speed_walking",
    32: "bike_to_run_transition",
    33: "run_to_bike_transition",
    34: "swim_to_bike_transition",
    37: "backcountry",
    43: "yoga",
    44: "pilates",
    45: "indoor_running",
    46: "gravel_cycling",
    48: "commuting",
    49: "mixed_surface",
    50: "navigate",
    58: "virtual_activity",
    59: "obstacle",
    67: "ultra",
    68: "indoor_climbing",
    69: "bouldering",
    70: "hiit",
    254: "all",
}

RECORD_ACTIVITIES: Mapping[int, str] = {
    1: "running",
    2: "cycling",
    3: "transition",
    4: "fitness_equipment",
    5: "swimming",
    6: "walking",
}
"""A record's own activity type, which counts differently from the sports."""

MANUFACTURERS: Mapping[int, str] = {
    1: "garmin",
    2: "garmin_fr405_antfs",
    9: "saris",
    13: "dynastream_oem",
    15: "dynastream",
    16: "timex",
    23: "suunto",
    32: "wahoo_fitness",
    38: "osynce",
    40: "concept2",
    52: "seiko_epson",
    54: "ifor_powell",
    60: "rotor",
    63: "specialized",
    69: "stages_cycling",
    70: "sigmasport",
    71: "tomtom",
    76: "moxy",
    80: "lifebeam",
    83: "scosche",
    85: "woodway",
    86: "elite",
    89: "tacx",
    95: "stryd",
    98: "bsx_athletics",
    105: "cosinuss",
    107: "magene",
    111: "technogym",
    115: "igpsport",
    123: "polar_electro",
    127: "leomo",
    128: "ifit_com",
    129: "coros_byte",
    135: "coospo",
    142: "tag_heuer",
    148: "ezon",
    150: "myzone",
    255: "development",
    258: "lezyne",
    259: "scribe_labs",
    260: "zwift",
    263: "favero_electronics",
    265: "strava",
    266: "precor",
    267: "bryton",
    289: "hammerhead",
    294: "coros",
    300: "nurvv",
    303: "greenteg",
    305: "whoop",
    307: "onelap",
    309: "form",
    310: "decathlon",
    326: "nike",
}


def sport_name(number: float) -> str:
    """The sport in words; ``sport_57`` for a number nobody knows, ``generic`` for none."""
    return _name(SPORTS, number, "sport_{}")


def sub_sport_name(number: float) -> str:
    """The sub-sport in words; ``sub_sport_57`` for an unknown number, ``generic`` for none."""
    return _name(SUB_SPORTS, number, "sub_sport_{}")


def manufacturer_name(number: float) -> str:
    """The maker in words, or its number as text."""
    return _name(MANUFACTURERS, number, "{}")


def _name(table: Mapping[int, str], number: float, unknown: str) -> str:
    """Look a number up; NaN is the first entry's meaning of "nothing said"."""
    if math.isnan(number):
        return table.get(0, "unknown")
    return table.get(int(number)) or unknown.format(int(number))
