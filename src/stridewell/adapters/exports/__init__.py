"""The exports of Strava, Garmin and Apple Health: recognised, and what they say of their files."""

from __future__ import annotations

from collections.abc import Collection

from stridewell.adapters.exports.apple import apple_exports, holds_apple
from stridewell.adapters.exports.export import Claim, Export, Remark, Tree
from stridewell.adapters.exports.garmin import garmin_exports, holds_garmin
from stridewell.adapters.exports.strava import holds_strava, strava_exports


def is_export_root(names: Collection[str]) -> bool:
    """Whether a folder with entries of these names may be the root of an export."""
    return holds_strava(names) or holds_garmin(names) or holds_apple(names)


def exports_in(tree: Tree) -> tuple[Export, ...]:
    """The exports in a folder or zip."""
    return (*strava_exports(tree), *garmin_exports(tree), *apple_exports(tree))


__all__ = ["Claim", "Export", "Remark", "Tree", "exports_in", "is_export_root"]
