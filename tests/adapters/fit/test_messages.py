from __future__ import annotations

from fit_bytes import START, UINT8, UINT16, UINT32, Layout, records
from stridewell.activity.track import Device
from stridewell.adapters.fit.messages import Messages, read_messages
from stridewell.adapters.fit.scan import scan_messages
from stridewell.values.evidence import Issue

DEVICE_INFO = Layout(23, ((2, 2, UINT16), (4, 2, UINT16), (27, 12, 7)), local=8)


def read(*messages: bytes) -> tuple[Messages, list[Issue]]:
    content = b"".join(messages)
    return read_messages(scan_messages(content, 0, len(content)))


def test_devices_are_named_once_each() -> None:
    watch, pod = DEVICE_INFO.data(1, 3291, ""), DEVICE_INFO.data(95, 7, "Pod")
    messages, _ = read(DEVICE_INFO.definition(), watch, pod, watch)
    assert messages.devices == (Device("garmin", "3291"), Device("stryd", "Pod"))


def test_a_device_without_a_maker_is_left_out() -> None:
    messages, _ = read(DEVICE_INFO.definition(), DEVICE_INFO.data(0xFFFF, 0xFFFF, ""))
    assert messages.devices == ()


def test_records_without_a_time_are_left_out_with_a_count() -> None:
    layout = Layout(20, ((3, 1, UINT8),), local=1)
    messages, (issue,) = read(records(5), layout.definition(), layout.data(140), layout.data(141))
    assert len(messages.records) == 5
    assert issue.text.startswith("2 records")


def test_developer_fields_that_nobody_declared_are_reported() -> None:
    layout = Layout(20, ((253, 4, UINT32),), developer=((7, 2, 3),), codes="H")
    messages, (issue,) = read(layout.definition(), layout.data(START, 5))
    assert len(messages.records) == 1
    assert issue.text.startswith("1 developer fields were never declared")
