"""Client of Assay: `Assay(url).rewards(items)`, and `AsyncAssay` for asyncio."""

from assay_client.blocking import Assay
from assay_client.client import AsyncAssay
from assay_client.errors import AssayError, BadAnswer, ConnectionFailed, DeadlineExceeded, NoVerdict
from assay_client.options import RewardItem, RewardOptions, SchemeOptions
from assay_client.results import Grade, Label, Reward, TestResult
from assay_client.retry import RetryPolicy
from assay_client.version import __version__

__all__ = [
    "Assay",
    "AssayError",
    "AsyncAssay",
    "BadAnswer",
    "ConnectionFailed",
    "DeadlineExceeded",
    "Grade",
    "Label",
    "NoVerdict",
    "RetryPolicy",
    "Reward",
    "RewardItem",
    "RewardOptions",
    "SchemeOptions",
    "TestResult",
    "__version__",
]
