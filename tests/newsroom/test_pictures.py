"""Pictures in the newsroom: stored, sealed, encoded once."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from shpalta.newsroom.models import Credit, DocumentFile, Journal, Picture, PictureFile
from shpalta.newsroom.models import picture as models
from shpalta.newsroom.pictures import forms, renditions, source
from shpalta.newsroom.pictures.recipe import steps
from shpalta.newsroom.pictures.records import picture_record
from shpalta.newsroom.pictures.renditions import blob_store, complete
from shpalta.newsroom.pictures.tasks import encode_picture, enqueue_incomplete
from shpalta.records import decode, encode
from tests.newsroom import drawn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.SHPALTA_BLOBS_DIR = tmp_path / "blobs"


def picture(data: bytes | None = None, name: str = "a.jpg", **fields: Any) -> Picture:
    given = {"title": "Міст", **fields}
    made = Picture(file=ContentFile(data or drawn.with_place(), name), **given)
    made.save()
    return made


def sealed(uid: str) -> list[Any]:
    rows = Journal.objects.filter(kind="picture", subject=uid).order_by("position")
    return [decode("picture", bytes(row.record)) for row in rows]


def test_a_picture_is_public_with_one_file_at_once() -> None:
    agency = Credit.objects.create(name="Агенція «Вид»", kind="agency", aliases="Vyd\nВид ")
    made = picture(
        drawn.jpeg(2000, 1000),
        credit=agency,
        kind="archive",
        licence="CC BY 4.0",
        focal_point_x=500,
        focal_point_y=1000,
        focal_point_width=10,
        focal_point_height=10,
    )
    (record,) = sealed(made.uid)
    assert record == picture_record(made)
    assert (record.width, record.height) == (2000, 1000)
    assert (record.kind, record.credit, record.licence) == ("archive", agency.uid, "CC BY 4.0")
    assert (record.focus_x, record.focus_y) == (250, 1000)
    (file,) = record.renditions
    assert (file.format, file.width, file.height) == ("jpeg", 1200, 600)
    assert len(blob_store().read(file.digest, verify=True)) == file.size


def test_the_rest_comes_later_and_is_sealed() -> None:
    made = picture(drawn.jpeg(1000, 500))
    assert not complete(made.source_digest, made.width)
    assert encode_picture.call(made.pk) == made.source_digest
    assert complete(made.source_digest, made.width)
    before, after = sealed(made.uid)
    assert len(before.renditions) == 1
    listed = [(file.format, file.width) for file in after.renditions]
    assert sorted((step.format, step.width) for step in steps(1000)) == listed
    assert set(before.renditions) <= set(after.renditions)
    for file in after.renditions:
        data = blob_store().read(file.digest, verify=True)
        with Image.open(BytesIO(data)) as image:
            assert image.format == file.format.upper()
            assert image.size == (file.width, file.height)
    assert decode("picture", encode(after)) == after


def test_the_task_is_asked_for_on_commit(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    task = type(encode_picture)
    true = task.enqueue

    def note(self: Any, *args: Any, **kwargs: Any) -> Any:
        return asked.append(args[0]) if self is encode_picture else true(self, *args, **kwargs)

    monkeypatch.setattr(task, "enqueue", note)
    with django_capture_on_commit_callbacks(execute=True):
        made = picture()
    assert asked == [made.pk]
    with django_capture_on_commit_callbacks(execute=True):
        made.title = "Інша назва"
        made.save()
    assert asked == [made.pk]
    assert enqueue_incomplete() == 1
    assert asked == [made.pk, made.pk]


def test_nothing_is_encoded_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn.jpeg(900, 600)
    first = picture(data)
    encode_picture.call(first.pk)
    rows = set(PictureFile.objects.values_list("digest", flat=True))
    count = Journal.objects.count()

    def never(*_: object) -> bytes:
        raise AssertionError("encoded again")

    monkeypatch.setattr(renditions, "encode", never)
    encode_picture.call(first.pk)
    assert Journal.objects.count() == count
    # The same file uploaded once more shares every rendition.
    second = picture(data, "b.jpg")
    assert second.uid != first.uid
    assert picture_record(second).renditions == picture_record(first).renditions
    assert set(PictureFile.objects.values_list("digest", flat=True)) == rows
    assert enqueue_incomplete() == 0


def test_a_new_recipe_replaces_nothing_before_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = picture(drawn.jpeg(400, 300))
    encode_picture.call(made.pk)
    old = picture_record(made).renditions
    monkeypatch.setattr(renditions, "VERSION", "2")
    made.title = "Інша назва"
    made.save()
    assert picture_record(made).renditions == old
    encode_picture.call(made.pk)
    assert PictureFile.objects.filter(recipe="1").count() == len(old)
    assert PictureFile.objects.filter(recipe="2").count() == len(old)


def test_an_edit_during_the_encoding_is_kept() -> None:
    made = picture(drawn.jpeg(400, 300))
    Picture.objects.filter(pk=made.pk).update(title="Змінено тим часом")
    encode_picture.call(made.pk)
    assert sealed(made.uid)[-1].title == "Змінено тим часом"


def test_a_deleted_picture_is_no_error() -> None:
    assert encode_picture.call(10**6) == ""


def test_a_replaced_file_has_its_own_renditions() -> None:
    made = picture(drawn.jpeg(400, 300))
    made.file = ContentFile(drawn.jpeg(300, 400), "c.jpg")
    made.save()
    record = sealed(made.uid)[-1]
    assert (record.width, record.height) == (300, 400)
    assert [file.width for file in record.renditions] == [300]


def test_turned_pictures_are_measured_upright() -> None:
    made = picture(drawn.with_place(1000, 500, 6))
    stored = Picture.objects.get(pk=made.pk)
    assert (stored.width, stored.height) == (500, 1000)
    assert picture_record(stored).renditions[0].height == 1000


@pytest.mark.parametrize("spec", ["max-165x165", "width-400|format-webp", "original"])
def test_the_newsrooms_own_copies_keep_no_place(spec: str) -> None:
    copy = picture().get_rendition(spec)
    with copy.file.open("rb") as file:
        data = file.read()
    assert b"Secret" not in data
    with Image.open(BytesIO(data)) as image:
        assert not dict(image.getexif())
        assert image.width < image.height


def test_hostile_files_store_nothing() -> None:
    for data, name in [
        (drawn.png_bomb(), "a.png"),
        (drawn.jpeg()[:-2000], "a.jpg"),
        (b"x", "a.jpg"),
    ]:
        made = Picture(title="x", file=ContentFile(data, name))
        with pytest.raises(ValidationError) as caught:
            made.clean()
        assert list(caught.value.message_dict) == ["file"]
        with pytest.raises(ValidationError):
            made.save()
    assert not Picture.objects.exists()
    assert not PictureFile.objects.exists()
    assert not Journal.objects.filter(kind="picture").exists()


def test_titles_that_no_page_can_carry_are_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        picture(title="a\x00b")
    assert list(caught.value.message_dict) == ["title"]


def test_the_editors_form_names_the_problem(
    admin_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    for data, name in [
        (drawn.png_bomb(), "a.png"),
        (drawn.jpeg()[:-2000], "a.jpg"),
        (drawn.saved(drawn.pixels(8, 8), "PNG"), "a.jpg"),
        (b"<svg/>", "a.svg"),
    ]:
        upload = SimpleUploadedFile(name, data)
        fields = {"title": "x", "kind": "news", "file": upload}
        answer = admin_client.post("/admin/images/add/", fields, follow=True)
        assert answer.status_code == 200
        assert answer.context["form"].errors["file"]
        assert not Picture.objects.exists()
    decoded: list[str] = []
    true = source.read_source
    for module in (forms, models):
        monkeypatch.setattr(
            module, "read_source", lambda data, name: decoded.append(name) or true(data, name)
        )
    upload = SimpleUploadedFile("good.jpg", drawn.jpeg())
    fields = {"title": "Добра", "description": "Дві половини", "kind": "map", "file": upload}
    admin_client.post("/admin/images/add/", fields, follow=True)
    assert decoded == ["good.jpg"]
    made = Picture.objects.get()
    assert (made.alt, made.kind, made.width) == ("Дві половини", "map", 640)
    assert sealed(made.uid)[0].kind == "map"


def test_reading_a_record_takes_two_queries() -> None:
    credit = Credit.objects.create(name="Хтось")
    stored = Picture.objects.get(pk=picture(credit=credit).pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        picture_record(stored)
    assert len(queries) == 2


def test_credits_are_found_by_any_spelling() -> None:
    credit = Credit.objects.create(name="Агенція «Вид»", aliases="Vyd Agency\n\n  Вид \nVyd Agency")
    assert credit.sealed_record().aliases == ("Vyd Agency", "Вид")
    assert Credit.named("  vyd   AGENCY ") == Credit.named("агенція «вид»") == credit
    assert Credit.named("Інша") is None
    with pytest.raises(ValidationError) as caught:
        Credit(name="ВИД").full_clean()
    assert "Агенція «Вид»" in caught.value.messages[0]
    credit.full_clean()


def test_documents() -> None:
    data = b"%PDF-1.7 hello"
    made = DocumentFile(title="Звіт", file=ContentFile(data, "zvit.PDF"))
    made.full_clean(exclude=["collection"])
    made.save()
    record = made.sealed_record()
    assert (record.title, record.extension, record.size) == ("Звіт", "pdf", len(data))
    assert blob_store().read(record.digest, verify=True) == data
    row = Journal.objects.get(kind="document", subject=made.uid)
    assert decode("document", bytes(row.record)) == record


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<script>alert(1)</script>", "a.html"),
        (b"<svg/>", "a.svg"),
        (b"MZ", "a.exe"),
        (b"<html>", "a.pdf"),
        (b"", "a.pdf"),
        (b"%PDF-", "pdf"),
    ],
)
def test_documents_that_a_browser_would_run_are_refused(data: bytes, name: str) -> None:
    made = DocumentFile(title="x", file=ContentFile(data, name))
    with pytest.raises(ValidationError) as caught:
        made.clean()
    assert list(caught.value.message_dict) == ["file"]
    with pytest.raises(ValidationError):
        made.save()
