"""Names of files as people may be shown them and databases can keep them."""

from __future__ import annotations

import unicodedata
import zipfile

_UNSHOWABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_NAMED_IN_UTF8 = 0x800


def shown(name: str) -> str:
    r"""The name as one line of valid text; bytes that are no text read ``\xff``."""
    if name.isprintable():
        return name
    return "".join(_escaped(c) if unicodedata.category(c) in _UNSHOWABLE else c for c in name)


def _escaped(character: str) -> str:
    try:
        # a byte of the file system that is no text comes as a lone surrogate
        raw = character.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = character.encode("utf-8", "surrogatepass")
    return "".join(f"\\x{byte:02x}" for byte in raw)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a zip's member, with ``/`` between folders.

    Many programs write UTF-8 without saying so; then the name is read as code page 437.
    """
    name = info.filename
    if not info.flag_bits & _NAMED_IN_UTF8 and not name.isascii():
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")
