"""What a bucket's service answers, as one of the problems that people know."""

from typing import Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    NoCredentialsError,
)
from botocore.exceptions import ConnectionError as LineError

from shpalta.press.destinations.target import Problem, Trouble

_BUSY = frozenset(
    {
        *("SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded"),
        *("TooManyRequests", "ServiceUnavailable", "InternalError", "RequestTimeout"),
        "OperationAborted",
    }
)
_REFUSED = frozenset(
    {
        *("SignatureDoesNotMatch", "InvalidAccessKeyId", "AccessDenied", "Forbidden"),
        *("ExpiredToken", "InvalidToken", "AuthorizationHeaderMalformed", "InvalidSecurity"),
        *("AccountProblem", "AllAccessDisabled", "Unauthorized"),
    }
)
_CLOCK = frozenset({"RequestTimeTooSkewed"})
_FULL = frozenset({"QuotaExceeded", "QuotaExceededException", "InsufficientStorage", "DiskFull"})
_ABSENT = frozenset({"NoSuchBucket"})


def problem_of(error: ClientError | BotoCoreError, where: str) -> Trouble:
    """``error`` as trouble of a kind, with what the service said."""
    if isinstance(error, ClientError):
        return _answered(error, where)
    if isinstance(error, NoCredentialsError):
        return Trouble(Problem.REFUSED, f"{where}: {error}")
    if isinstance(error, HTTPClientError | LineError):
        return Trouble(Problem.UNREACHABLE, f"{where}: {_short(error)}")
    return Trouble(Problem.BROKEN, f"{where}: {_short(error)}")


def _answered(error: ClientError, where: str) -> Trouble:
    said: Any = error.response.get("Error", {})
    code, status = str(said.get("Code", "")), _status(error)
    text = f"{where}: {code} {said.get('Message', '')}".rstrip()
    return Trouble(_kind(code, status), text)


def _kind(code: str, status: int) -> Problem:
    named = (
        (Problem.ABSENT, code in _ABSENT),
        (Problem.CLOCK, code in _CLOCK),
        (Problem.FULL, code in _FULL or status == 507),
        (Problem.BUSY, code in _BUSY or status in {408, 429} or status >= 500),
        (Problem.REFUSED, code in _REFUSED or status in {401, 403}),
    )
    return next((problem for problem, fits in named if fits), Problem.REJECTED)


def _status(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _short(error: Exception) -> str:
    """Without the request's own address, which repeats the place (and may carry a query)."""
    return str(error).split(" URL: ", maxsplit=1)[0].rstrip(":")
