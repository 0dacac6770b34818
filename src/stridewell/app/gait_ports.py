"""What reading a video asks for: an estimator that places body points in pictures."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""Rows, columns and red, green, blue; the upright picture as a viewer would see it."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """One person in one picture.

    ``position`` (points, 2) is in pixels, x to the right and y down; it may lie outside the
    picture. ``confidence`` (points,) runs from 0 to 1.
    """

    position: NDArray[np.float64]
    confidence: NDArray[np.float64]


class PoseEstimator(Protocol):
    """Places the points of one body in pictures; close it when done (or use it with ``with``)."""

    @property
    def model(self) -> str:
        """What places the points, for people: ``MediaPipe Pose 0.10.21, full``."""
        ...

    @property
    def convention(self) -> str:
        """Whose points they are, as ``Keypoints.convention``."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """What the points are called, in their order; `stridewell.gait.naming` knows the names."""
        ...

    def follow(self, picture: Picture) -> Body | None:
        """The body in the next picture of a clip, sought where it was last; None where none is."""
        ...

    def look(self, picture: Picture) -> Body | None:
        """The body that stands out most in a picture by itself.

        It leaves `follow` alone and may run beside it in another thread.
        """
        ...

    def forget(self) -> None:
        """The next picture begins another clip."""
        ...

    def close(self) -> None:
        """Give back what the estimator holds; it cannot be used after."""
        ...

    def __enter__(self) -> Self:
        """The estimator itself."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        """Close it."""
        ...
