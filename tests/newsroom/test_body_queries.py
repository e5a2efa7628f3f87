"""Bodies over a database: what they link to is asked for in bulk."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shpalta.newsroom.blocks import BodyBlock
from shpalta.newsroom.body import read_body


@pytest.fixture
def targets(db: None, settings: Any, tmp_path: Any) -> dict[str, int]:
    from django.core.files.base import ContentFile

    from shpalta.newsroom.models import DocumentFile, Picture
    from tests.newsroom import drawn

    settings.MEDIA_ROOT = tmp_path
    settings.SHPALTA_BLOBS_DIR = tmp_path / "blobs"
    picture = Picture(title="П", alt="Опис", file=ContentFile(drawn.jpeg(40, 30), "a.jpg"))
    picture.save()
    document = DocumentFile(title="Д", file=ContentFile(b"%PDF-1", "a.pdf"))
    document.save()
    return {"picture": picture.pk, "document": document.pk}


def test_queries_do_not_grow_with_the_body(targets: dict[str, int], newsroom: Any) -> None:
    from shpalta.newsroom.lookup import find
    from tests.newsroom.conftest import draft

    articles = [draft(newsroom) for _ in range(6)]

    def queries(count: int) -> int:
        raw = [
            block
            for page in articles[:count]
            for block in (
                {"id": f"t{page.pk}", "type": "text", "value": _linking(page.pk)},
                {"id": f"x{page.pk}", "type": "exchange", "value": _exchange(page.pk)},
                {"id": f"g{page.pk}", "type": "gallery", "value": _gallery(targets["picture"])},
                {"id": f"r{page.pk}", "type": "read_also", "value": [page.pk]},
                {"id": f"p{page.pk}", "type": "picture", "value": {"picture": targets["picture"]}},
                {
                    "id": f"d{page.pk}",
                    "type": "document",
                    "value": {"document": targets["document"]},
                },
            )
        ]
        stream = BodyBlock().to_python(raw)
        with CaptureQueriesContext(connection) as captured:
            body = read_body(stream, find)
        assert not body.problems
        assert len(body.blocks) == 6 * count
        return len(captured)

    assert queries(6) == queries(1) <= 4


def _linking(pk: int) -> str:
    return f'<p data-block-key="k"><a linktype="page" id="{pk}">x</a></p>'


def _exchange(pk: int) -> dict[str, str]:
    return {"question": "Де?", "speaker": "Хтось", "answer": _linking(pk)}


def _gallery(picture: int) -> dict[str, Any]:
    return {"pictures": [{"type": "item", "value": {"picture": picture}}] * 2}
