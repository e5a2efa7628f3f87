"""How Babel finds the messages of templates: ``t('…')`` and ``tn('…', '…', n)``."""

import re
from collections.abc import Iterator
from typing import IO, Any

_TEXT = r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\""""
_CALL = re.compile(rf"\b(tn?)\(\s*(?:{_TEXT})(?:\s*,\s*(?:{_TEXT}))?")
_ESCAPED = re.compile(r"\\(.)")

Found = tuple[int, str, str | tuple[str, str], list[str]]


def extract(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:
    """The messages of one template, in Babel's shape: line, function, message, comments."""
    source = file.read().decode()
    for call in _CALL.finditer(source):
        texts = [_ESCAPED.sub(r"\1", text) for text in call.groups()[1:] if text is not None]
        line = source.count("\n", 0, call.start()) + 1
        if call.group(1) == "tn":
            yield line, "ngettext", (texts[0], texts[1]), []
        else:
            yield line, "gettext", texts[0], []
