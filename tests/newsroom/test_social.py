"""Images for social networks and icons: drawn from records, once, and gone with the article."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image

from shpalta.newsroom.actions import Publish, Restore, Retract
from shpalta.newsroom.journaling import last_record
from shpalta.newsroom.models import Credit, DrawnFile, Outlet, Picture
from shpalta.newsroom.pictures.renditions import blob_store
from shpalta.newsroom.social import images, marks
from shpalta.newsroom.social.drawing import Unlettered, draw
from shpalta.newsroom.social.icons import WIDTHS, icon
from shpalta.newsroom.social.lettering import drawable, fitted, width_of
from shpalta.newsroom.social.recipe import Looks, Poster
from shpalta.newsroom.social.tasks import draw_icons, draw_social_image, enqueue_missing
from shpalta.records import decode

from . import drawn
from .conftest import acts_of, draft, published, rows

LOOKS = Looks("Надріччя", "Н", "#0b5a4a")
HEADLINE = "Поромна переправа через Тиху відкриється в неділю"
LONG = "Тридцятидев’ятиповерхододобудовувальноперевантажувальнопридніпровський виступив"


def poster(headline=HEADLINE, **more):
    return Poster(headline, "Місто", "23 листопада 2026", more.pop("looks", LOOKS), **more)


def opened(data):
    return Image.open(BytesIO(data))


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.SHPALTA_BLOBS_DIR = tmp_path / "blobs"


# --- drawing, purely -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", [HEADLINE, LONG, "Ні", f"{HEADLINE}, {HEADLINE.lower()} — і все"])
@pytest.mark.parametrize(("width", "height"), [(1080, 300), (1080, 160), (400, 300)])
def test_lines_fit_their_box_and_lose_no_word(text, width, height):
    block = fitted(text, "literata", width=width, height=height, sizes=(80, 60, 40), leading=1.2)
    assert all(width_of(line, "literata", block.size) <= width for line in block.lines)
    assert len(block.lines) * block.size * 1.2 <= height
    words = "".join(line.removesuffix("-") for line in block.lines).replace(" ", "")
    if not words.endswith("…"):
        assert words == text.replace(" ", "")


def test_lines_are_balanced_and_no_preposition_ends_one():
    block = fitted(HEADLINE, "literata", width=1080, height=300, sizes=(72,), leading=1.2)
    widths = [width_of(line, "literata", 72) for line in block.lines]
    assert len(widths) > 1
    assert min(widths) > max(widths) / 2
    assert not any(re.search(r"\s\w{1,2}$", line) for line in block.lines[:-1])


def test_what_the_faces_lack_is_left_out():
    assert drawable("Ґанок\u00a0їжака 🙂 — «так»", "literata") == "Ґанок їжака — «так»"
    for text in ("Школа № 4", "−5 °C, 20 % і 3½ €", "Об’єкт §12 — «Ґ…» & Co. (2026)"):
        assert drawable(text, "literata") == drawable(text, "onest") == text
    assert drawable("за́мок", "literata") == "замок"
    assert drawable("שלום עולם", "literata") == ""
    with pytest.raises(Unlettered):
        draw(poster("مرحبا بالعالم"), {}.__getitem__)


@pytest.mark.parametrize("headline", [HEADLINE, LONG, HEADLINE * 6])
@pytest.mark.parametrize("ground", ["", "white"])
def test_words_can_be_read_on_any_ground(headline, ground):
    white = drawn.saved(Image.new("RGB", (1200, 800), "white"))
    data = draw(poster(headline, picture=ground), {"white": white}.__getitem__)
    image = opened(data)
    assert (image.format, image.size) == ("JPEG", (1200, 630))
    assert len(data) < 300_000
    # Behind and beside the words nothing is light: paper on it has a contrast of 4.5 and more.
    free = image.convert("L").crop((1145, 200, 1195, 560))
    assert free.getextrema()[1] <= 118
    # Words there are.
    assert image.convert("L").crop((60, 200, 1140, 530)).getextrema()[1] > 230


def test_the_focus_of_the_picture_stays_in_sight():
    # Red on the left, blue on the right, twice as wide as the image.
    wide = drawn.jpeg(2520, 630)
    left, right = (
        opened(draw(poster(picture="p", focus=(x, 500)), {"p": wide}.__getitem__)) for x in (0, 999)
    )
    assert left.getpixel((1180, 100))[0] > left.getpixel((1180, 100))[2]
    assert right.getpixel((1180, 100))[2] > right.getpixel((1180, 100))[0]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("looks", [LOOKS, Looks("Х", "ХХ", "#ffcc00"), Looks("שם", "", "#333333")])
def test_icons(looks, width):
    image = opened(icon(looks, width))
    assert (image.format, image.size) == ("PNG", (width, width))
    assert (image.mode == "RGBA") == (width == 32)
    # The accent around, and something in the middle.
    assert image.convert("RGB").getpixel((width // 2, 2)) == opened(icon(looks, 512)).getpixel(
        (256, 2)
    )
    assert len(image.convert("RGB").getcolors(2**18)) > 2


def test_a_logo_is_the_icon_where_it_is_nearly_square():
    square = drawn.saved(Image.new("RGB", (400, 360), "red"), "PNG")
    wordmark = drawn.saved(Image.new("RGB", (900, 200), "red"), "PNG")
    assert opened(icon(LOOKS, 180, square)).getpixel((90, 90)) == (255, 0, 0)
    assert icon(LOOKS, 180, wordmark) == icon(LOOKS, 180)


# --- the image of an article ---------------------------------------------------------------------


def sealed(article):
    return [record for _act, _kind, record in rows(kind="social") if article.slug]


def test_it_is_drawn_once_and_sealed(newsroom, monkeypatch):
    article = published(newsroom)
    assert images.without_image(10) == [article.uid]
    name = draw_social_image.call(article.uid)
    (record,) = sealed(article)
    assert (record.article, record.digest, record.width, record.height) == (
        article.uid,
        name,
        1200,
        630,
    )
    assert len(blob_store().read(name, verify=True)) == record.size
    assert images.without_image(10) == []
    monkeypatch.setattr(images, "draw", pytest.fail)
    assert images.make(article.uid) == name
    assert len(sealed(article)) == 1
    Retract(article, newsroom.user).execute()
    assert last_record("social", article.uid) is None
    Restore(article, newsroom.user).execute()
    assert images.make(article.uid) == name
    assert last_record("social", article.uid) is not None


def test_it_says_what_the_public_copy_says(newsroom):
    article = published(newsroom, topics=[newsroom.topic])
    shown = images.poster_of(article.uid)
    assert (shown.headline, shown.label, shown.looks.name) == (article.title, "Місто", "Надріччя")
    assert re.fullmatch(r"\d{1,2} \w+[ая] \d{4}", shown.date)
    before = images.make(article.uid)
    article.title = "Інше"
    article.save_revision()
    assert images.poster_of(article.uid) == shown
    Publish(article, newsroom.user).execute()
    assert images.make(article.uid) != before
    assert DrawnFile.objects.count() == 2


def test_advertising_says_so(newsroom):
    article = published(newsroom, genre="advertising")
    assert images.poster_of(article.uid).label == "Реклама"


def test_the_picture_is_the_file_that_is_there_first(newsroom):
    from shpalta.newsroom.pictures.tasks import encode_picture

    credit = Credit.objects.create(name="Надріччя")
    picture = Picture(
        title="Міст",
        description="Міст",
        credit=credit,
        file=ContentFile(drawn.jpeg(2000, 1000), "a.jpg"),
        focal_point_x=500,
        focal_point_y=500,
        focal_point_width=10,
        focal_point_height=10,
    )
    picture.save()
    article = published(newsroom, picture=picture)
    shown = images.poster_of(article.uid)
    assert shown.focus == (250, 500)
    assert blob_store().has(shown.picture)
    name = images.make(article.uid)
    encode_picture.call(picture.pk)
    assert images.poster_of(article.uid) == shown
    assert images.make(article.uid) == name


def test_what_is_not_public_has_none(newsroom):
    never = draft(newsroom)
    article = published(newsroom)
    Retract(article, newsroom.user).execute()
    for one in (never, article):
        assert images.make(one.uid) == ""
        assert sealed(one) in ([], [None])
    assert images.without_image(10) == []


def test_a_retraction_during_the_drawing_wins(newsroom, monkeypatch):
    article = published(newsroom)

    def slow(shown, read):
        Retract(article, newsroom.user).execute()
        return draw(shown, read)

    monkeypatch.setattr(images, "draw", slow)
    assert images.make(article.uid) == ""
    assert last_record("social", article.uid) is None
    assert DrawnFile.objects.count() == 1


def test_what_cannot_be_drawn_is_logged_and_holds_nothing_up(newsroom, monkeypatch, caplog):
    lettered = published(newsroom, title="مرحبا بالعالم")
    assert draw_social_image.call(lettered.uid) == ""
    article = published(newsroom)

    def broken(shown, read):
        raise OSError("cannot decode")

    monkeypatch.setattr(images, "draw", broken)
    assert draw_social_image.call(article.uid) == ""
    assert "cannot decode" in caplog.text
    assert sealed(article) == []
    assert acts_of(article) == ["publish"]


def test_publications_ask_for_it_after_the_commit(
    newsroom, monkeypatch, django_capture_on_commit_callbacks
):
    asked = []
    monkeypatch.setattr(
        type(draw_social_image),
        "enqueue",
        lambda self, *args: asked.append(args) if self is draw_social_image else None,
    )
    with django_capture_on_commit_callbacks(execute=True):
        article = published(newsroom)
        assert asked == []
    assert set(asked) == {(article.uid,)}
    asked.clear()
    with django_capture_on_commit_callbacks(execute=True):
        Retract(article, newsroom.user).execute()
    assert asked == []
    Restore(article, newsroom.user).execute()
    enqueue_missing()
    assert asked == [(article.uid,)]


def test_a_queue_that_fails_does_not_fail_the_publication(
    newsroom, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    task = type(draw_social_image)
    true = task.enqueue

    def broken(self, *args, **kwargs):
        if self is draw_social_image:
            raise OSError("no queue")
        return true(self, *args, **kwargs)

    monkeypatch.setattr(task, "enqueue", broken)
    with django_capture_on_commit_callbacks(execute=True):
        article = published(newsroom)
    assert "no queue" in caplog.text
    assert acts_of(article) == ["publish"]


def test_the_command_draws_what_is_missing(newsroom, capsys):
    articles = [published(newsroom) for _ in range(3)]
    images.make(articles[0].uid)
    for options, said in (
        (["--dry-run"], "without an image: 2"),
        (["--most", "1"], "images: 1 of 1; icons: 4"),
        ([], "images: 1 of 1; icons: 0"),
        ([], "images: 0 of 0; icons: 0"),
    ):
        call_command("draw_missing", *options)
        assert said in capsys.readouterr().out


# --- icons ---------------------------------------------------------------------------------------


def test_the_outlet_is_sealed_with_its_icons(newsroom, monkeypatch):
    assert marks.missing()
    assert decode("outlet", last_record("outlet", "outlet")).icons == ()
    assert draw_icons.call() == len(WIDTHS)
    first = decode("outlet", last_record("outlet", "outlet")).icons
    assert [one.width for one in first] == list(WIDTHS)
    for one in first:
        assert opened(blob_store().read(one.digest, verify=True)).size == (one.width, one.width)
    assert not marks.missing()
    assert draw_icons.call() == 0
    # Another look: the old icons stay until the new are drawn.
    outlet = Outlet.objects.get()
    outlet.accent = "#b00020"
    outlet.save()
    assert decode("outlet", last_record("outlet", "outlet")).icons == first
    assert draw_icons.call() == len(WIDTHS)
    second = decode("outlet", last_record("outlet", "outlet")).icons
    assert not {one.digest for one in first} & {one.digest for one in second}
    # And back: nothing is drawn again.
    monkeypatch.setattr(marks, "icon", pytest.fail)
    outlet.accent = "#0b5a4a"
    outlet.save()
    assert decode("outlet", last_record("outlet", "outlet")).icons == first


def test_a_broken_logo_leaves_the_icons_there_are(newsroom, caplog):
    draw_icons.call()
    outlet = Outlet.objects.get()
    outlet.logo = Picture.objects.create(
        title="Знак", file=ContentFile(drawn.jpeg(400, 400), "logo.jpg")
    )
    outlet.save()
    before = decode("outlet", last_record("outlet", "outlet"))
    outlet.logo.file.storage.delete(outlet.logo.file.name)
    assert draw_icons.call() == 0
    assert "newsroom.not-drawn subject=icons" in caplog.text
    assert decode("outlet", last_record("outlet", "outlet")) == before
