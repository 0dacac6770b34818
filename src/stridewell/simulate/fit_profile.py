"""The FIT messages and fields the simulator writes: number, storage, scale and unit of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BaseType:
    """How FIT stores one value; ``invalid`` is the number that means "not measured"."""

    code: int
    dtype: str
    lowest: int
    invalid: int

    @property
    def highest(self) -> int:
        """The largest number that can be stored and is not the invalid one."""
        return self.invalid - 1 if self.invalid else 2**32 - 1


ENUM = BaseType(0x00, "u1", 0, 0xFF)
UINT8 = BaseType(0x02, "u1", 0, 0xFF)
STRING = BaseType(0x07, "S", 0, 0xFF)
UINT16 = BaseType(0x84, "<u2", 0, 0xFFFF)
SINT32 = BaseType(0x85, "<i4", -(2**31), 0x7FFFFFFF)
UINT32 = BaseType(0x86, "<u4", 0, 0xFFFFFFFF)
UINT32Z = BaseType(0x8C, "<u4", 1, 0)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a message: stored number = (value + offset) x scale."""

    name: str
    number: int
    base: BaseType
    unit: str = "1"
    scale: int = 1
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of FIT message and the fields it may carry, in the order they are written."""

    name: str
    number: int
    fields: tuple[Field, ...]


TIMESTAMP = Field("timestamp", 253, UINT32, "s since 1989-12-31 UTC")
MESSAGE_INDEX = Field("message_index", 254, UINT16)
SEMICIRCLES = "180/2^31 deg"

FILE_ID = Message(
    "file_id",
    0,
    (
        Field("type", 0, ENUM),
        Field("manufacturer", 1, UINT16),
        Field("product", 2, UINT16),
        Field("serial_number", 3, UINT32Z),
        Field("time_created", 4, UINT32, TIMESTAMP.unit),
        Field("product_name", 8, STRING),
    ),
)
DEVICE_INFO = Message(
    "device_info",
    23,
    (
        TIMESTAMP,
        Field("device_index", 0, UINT8),
        Field("manufacturer", 2, UINT16),
        Field("serial_number", 3, UINT32Z),
        Field("product", 4, UINT16),
        Field("software_version", 5, UINT16, scale=100),
        Field("product_name", 27, STRING),
    ),
)
EVENT = Message(
    "event",
    21,
    (
        TIMESTAMP,
        Field("event", 0, ENUM),
        Field("event_type", 1, ENUM),
        Field("event_group", 4, UINT8),
    ),
)
RECORD = Message(
    "record",
    20,
    (
        TIMESTAMP,
        Field("position_lat", 0, SINT32, SEMICIRCLES),
        Field("position_long", 1, SINT32, SEMICIRCLES),
        Field("distance", 5, UINT32, "m", 100),
        Field("enhanced_speed", 73, UINT32, "m/s", 1000),
        Field("enhanced_altitude", 78, UINT32, "m", 5, 500),
        Field("vertical_oscillation", 39, UINT16, "mm", 10),
        Field("stance_time_percent", 40, UINT16, "% of a stride", 100),
        Field("stance_time", 41, UINT16, "ms", 10),
        Field("vertical_ratio", 83, UINT16, "% of a step's length", 100),
        Field("stance_time_balance", 84, UINT16, "% left", 100),
        Field("step_length", 85, UINT16, "mm", 10),
        Field("heart_rate", 3, UINT8, "bpm"),
        Field("cadence", 4, UINT8, "strides/min"),
        Field("fractional_cadence", 53, UINT8, "strides/min", 128),
    ),
)
LAP = Message(
    "lap",
    19,
    (
        TIMESTAMP,
        MESSAGE_INDEX,
        Field("event", 0, ENUM),
        Field("event_type", 1, ENUM),
        Field("start_time", 2, UINT32, TIMESTAMP.unit),
        Field("total_elapsed_time", 7, UINT32, "s", 1000),
        Field("total_timer_time", 8, UINT32, "s", 1000),
        Field("total_distance", 9, UINT32, "m", 100),
        Field("total_cycles", 10, UINT32, "strides"),
        Field("enhanced_avg_speed", 110, UINT32, "m/s", 1000),
        Field("enhanced_max_speed", 111, UINT32, "m/s", 1000),
        Field("avg_vertical_oscillation", 77, UINT16, "mm", 10),
        Field("avg_stance_time_percent", 78, UINT16, "% of a stride", 100),
        Field("avg_stance_time", 79, UINT16, "ms", 10),
        Field("avg_vertical_ratio", 118, UINT16, "% of a step's length", 100),
        Field("avg_stance_time_balance", 119, UINT16, "% left", 100),
        Field("avg_step_length", 120, UINT16, "mm", 10),
        Field("avg_heart_rate", 15, UINT8, "bpm"),
        Field("max_heart_rate", 16, UINT8, "bpm"),
        Field("avg_cadence", 17, UINT8, "strides/min"),
        Field("avg_fractional_cadence", 80, UINT8, "strides/min", 128),
        Field("lap_trigger", 24, ENUM),
        Field("sport", 25, ENUM),
        Field("sub_sport", 39, ENUM),
    ),
)
SESSION = Message(
    "session",
    18,
    (
        TIMESTAMP,
        MESSAGE_INDEX,
        Field("event", 0, ENUM),
        Field("event_type", 1, ENUM),
        Field("start_time", 2, UINT32, TIMESTAMP.unit),
        Field("sport", 5, ENUM),
        Field("sub_sport", 6, ENUM),
        Field("total_elapsed_time", 7, UINT32, "s", 1000),
        Field("total_timer_time", 8, UINT32, "s", 1000),
        Field("total_distance", 9, UINT32, "m", 100),
        Field("total_cycles", 10, UINT32, "strides"),
        Field("enhanced_avg_speed", 124, UINT32, "m/s", 1000),
        Field("enhanced_max_speed", 125, UINT32, "m/s", 1000),
        Field("total_ascent", 22, UINT16, "m"),
        Field("total_descent", 23, UINT16, "m"),
        Field("first_lap_index", 25, UINT16),
        Field("num_laps", 26, UINT16),
        Field("trigger", 28, ENUM),
        Field("avg_vertical_oscillation", 89, UINT16, "mm", 10),
        Field("avg_stance_time_percent", 90, UINT16, "% of a stride", 100),
        Field("avg_stance_time", 91, UINT16, "ms", 10),
        Field("avg_vertical_ratio", 132, UINT16, "% of a step's length", 100),
        Field("avg_stance_time_balance", 133, UINT16, "% left", 100),
        Field("avg_step_length", 134, UINT16, "mm", 10),
        Field("avg_heart_rate", 16, UINT8, "bpm"),
        Field("max_heart_rate", 17, UINT8, "bpm"),
        Field("avg_cadence", 18, UINT8, "strides/min"),
        Field("avg_fractional_cadence", 92, UINT8, "strides/min", 128),
        Field("workout_rpe", 193, UINT8, "a tenth of Borg CR10"),
    ),
)
ACTIVITY = Message(
    "activity",
    34,
    (
        TIMESTAMP,
        Field("total_timer_time", 0, UINT32, "s", 1000),
        Field("num_sessions", 1, UINT16),
        Field("type", 2, ENUM),
        Field("event", 3, ENUM),
        Field("event_type", 4, ENUM),
    ),
)

MESSAGES = (FILE_ID, DEVICE_INFO, EVENT, RECORD, LAP, SESSION, ACTIVITY)
