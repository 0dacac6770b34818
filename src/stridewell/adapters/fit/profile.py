"""The part of the FIT profile that stridewell reads: base types, messages and their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EPOCH_UNIX_S = 631_065_600
"""FIT counts seconds from 1989-12-31 00:00 UTC; this is that moment in Unix time."""

FILE_ID = 0
SPORT = 12
SESSION = 18
LAP = 19
RECORD = 20
EVENT = 21
DEVICE_INFO = 23
ACTIVITY = 34
FIELD_DESCRIPTION = 206
DEVELOPER_DATA_ID = 207

TIMESTAMP = 253


@dataclass(frozen=True, slots=True)
class BaseType:
    """How a field's bytes are read: a NumPy type code without byte order, and "not measured"."""

    code: str
    size: int
    invalid: int | None


STRING = BaseType("S", 1, None)
BYTE = BaseType("u1", 1, 0xFF)

BASE_TYPES: Mapping[int, BaseType] = {
    0x00: BaseType("u1", 1, 0xFF),
    0x01: BaseType("i1", 1, 0x7F),
    0x02: BaseType("u1", 1, 0xFF),
    0x03: BaseType("i2", 2, 0x7FFF),
    0x04: BaseType("u2", 2, 0xFFFF),
    0x05: BaseType("i4", 4, 0x7FFF_FFFF),
    0x06: BaseType("u4", 4, 0xFFFF_FFFF),
    0x07: STRING,
    0x08: BaseType("f4", 4, None),
    0x09: BaseType("f8", 8, None),
    0x0A: BaseType("u1", 1, 0),
    0x0B: BaseType("u2", 2, 0),
    0x0C: BaseType("u4", 4, 0),
    0x0D: BYTE,
    0x0E: BaseType("i8", 8, 0x7FFF_FFFF_FFFF_FFFF),
    0x0F: BaseType("u8", 8, 0xFFFF_FFFF_FFFF_FFFF),
    0x10: BaseType("u8", 8, 0),
}
"""By the low five bits of the type byte; floats say "not measured" with a NaN of their own."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a message: physical value = raw / scale - offset, in ``unit``."""

    number: int
    name: str
    scale: float = 1.0
    offset: float = 0.0
    unit: str = ""


_TIMESTAMP = Field(TIMESTAMP, "timestamp", unit="s")

_RECORD = (
    _TIMESTAMP,
    Field(0, "position_lat", unit="semicircles"),
    Field(1, "position_long", unit="semicircles"),
    Field(2, "altitude", 5.0, 500.0, "m"),
    Field(3, "heart_rate", unit="bpm"),
    Field(4, "cadence", unit="rpm"),
    Field(5, "distance", 100.0, unit="m"),
    Field(6, "speed", 1000.0, unit="m/s"),
    Field(7, "power", unit="W"),
    Field(8, "compressed_speed_distance"),
    Field(39, "vertical_oscillation", 10.0, unit="mm"),
    Field(40, "stance_time_percent", 100.0, unit="%"),
    Field(41, "stance_time", 10.0, unit="ms"),
    Field(42, "activity_type"),
    Field(53, "fractional_cadence", 128.0, unit="rpm"),
    Field(73, "enhanced_speed", 1000.0, unit="m/s"),
    Field(78, "enhanced_altitude", 5.0, 500.0, "m"),
    Field(83, "vertical_ratio", 100.0, unit="%"),
    Field(84, "stance_time_balance", 100.0, unit="%"),
    Field(85, "step_length", 10.0, unit="mm"),
)

_SESSION = (
    _TIMESTAMP,
    Field(2, "start_time", unit="s"),
    Field(5, "sport"),
    Field(6, "sub_sport"),
    Field(7, "total_elapsed_time", 1000.0, unit="s"),
    Field(8, "total_timer_time", 1000.0, unit="s"),
    Field(9, "total_distance", 100.0, unit="m"),
    Field(10, "total_cycles", unit="strides when on foot"),
    Field(11, "total_calories", unit="kcal"),
    Field(16, "avg_heart_rate", unit="bpm"),
    Field(17, "max_heart_rate", unit="bpm"),
    Field(18, "avg_cadence", unit="rpm"),
    Field(20, "avg_power", unit="W"),
    Field(22, "total_ascent", unit="m"),
    Field(23, "total_descent", unit="m"),
    Field(24, "total_training_effect", 10.0),
    Field(89, "avg_vertical_oscillation", 10.0, unit="mm"),
    Field(91, "avg_stance_time", 10.0, unit="ms"),
    Field(92, "avg_fractional_cadence", 128.0, unit="rpm"),
    Field(132, "avg_vertical_ratio", 100.0, unit="%"),
    Field(133, "avg_stance_time_balance", 100.0, unit="%"),
    Field(134, "avg_step_length", 10.0, unit="mm"),
    Field(192, "workout_feel", unit="0 to 100"),
    Field(193, "workout_rpe", 10.0, unit="0 to 10"),
)

_LAP = (
    _TIMESTAMP,
    Field(2, "start_time", unit="s"),
    Field(7, "total_elapsed_time", 1000.0, unit="s"),
    Field(8, "total_timer_time", 1000.0, unit="s"),
    Field(9, "total_distance", 100.0, unit="m"),
    Field(25, "sport"),
    Field(39, "sub_sport"),
)

MESSAGES: Mapping[int, tuple[Field, ...]] = {
    FILE_ID: (
        Field(0, "type"),
        Field(1, "manufacturer"),
        Field(2, "product"),
        Field(4, "time_created", unit="s"),
    ),
    SPORT: (Field(0, "sport"), Field(1, "sub_sport")),
    SESSION: _SESSION,
    LAP: _LAP,
    RECORD: _RECORD,
    EVENT: (_TIMESTAMP, Field(0, "event"), Field(1, "event_type")),
    DEVICE_INFO: (_TIMESTAMP, Field(2, "manufacturer"), Field(4, "product")),
    ACTIVITY: (
        _TIMESTAMP,
        Field(0, "total_timer_time", 1000.0, unit="s"),
        Field(1, "num_sessions"),
    ),
    FIELD_DESCRIPTION: (
        Field(0, "developer_data_index"),
        Field(1, "field_definition_number"),
        Field(2, "fit_base_type_id"),
        Field(14, "native_mesg_num"),
        Field(15, "native_field_num"),
    ),
    DEVELOPER_DATA_ID: (Field(3, "developer_data_index"),),
}

PRODUCT_NAME = 27
"""device_info: the product in words."""
FIELD_NAME = 3
FIELD_UNITS = 8
"""field_description: name and units of a developer field, in words."""
APPLICATION_ID = 1
"""developer_data_id: sixteen bytes that name the app."""
