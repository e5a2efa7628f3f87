"""Articles that try a page's limits, published through the acts of an editor."""

import io
import re
import uuid
from html import escape
from typing import Any

import yaml
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale

from shpalta.newsroom.actions import ChangeSlug, EntityChange, Publish, Retract
from shpalta.newsroom.models import (
    Article,
    Byline,
    Contributor,
    ContributorAccount,
    Credit,
    DocumentFile,
    FreePage,
    Outlet,
    Picture,
    Section,
    Series,
    Topic,
)
from shpalta.newsroom.shelves import shelf_for
from shpalta.sample.load import CONTENT

# Sets `window.hacked` wherever markup or a script of it comes alive.
HOSTILE = (
    "<script>hacked=1</script>\"'><img src=x onerror=hacked=1>]]></title></style></script>"
    "<svg onload=hacked=1> {{ 7*7 }}{% raw %} &lt;b&gt; javascript:hacked=1 \u202eправий"
)
SECRET = "Цього-ще-ніхто-не-бачив"
WITHDRAWN = "Цього-більше-ніхто-не-бачить"
LONG_WORD = "найпротистолітньовідновлювальнішими" * 8
ADDRESS = "https://example.org/" + "довга-стежка/" * 20
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


class Desk:
    """One editor's desk: whatever is published from here is complete unless told otherwise."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.main = Locale.objects.get(language_code="uk")
        self.english = Locale.objects.get(language_code="en")
        self.section = Section.objects.get(slug="misto")
        self.author = Contributor.objects.get(slug="iryna-hai")
        self.made: dict[str, Article] = {}

    def entity(self, model: Any, **values: Any) -> Any:
        return EntityChange(model(**values), self.user).execute()

    def publish(self, key: str, *blocks: tuple[str, Any], **fields: Any) -> Article:
        article = self.draft(key, *blocks, **fields)
        Publish(article, self.user).execute()
        self.made[key] = Article.objects.get(pk=article.pk)
        return self.made[key]

    def draft(self, key: str, *blocks: tuple[str, Any], **fields: Any) -> Article:
        topics, people = fields.pop("topics", ()), fields.pop("people", (self.author,))
        given = {"title": key, "lead": "Що сталося.", "section": self.section, "locale": self.main}
        given |= {"public_slug": key, "live": False, "owner": self.user, **fields}
        article = Article(**given)
        article.body = raw(key, blocks or (("text", paragraphs("Текст.")),))
        article.topics = list(topics)
        article.bylines = [Byline(contributor=person) for person in people]
        shelf_for(given["locale"]).add_child(instance=article)
        article.save_revision(user=self.user)
        return article


def raw(key: str, blocks: Any) -> list[dict[str, Any]]:
    """Blocks as the stream field stores them."""
    ids = (str(uuid.uuid5(uuid.NAMESPACE_OID, f"{key}/{n}")) for n in range(len(blocks)))
    return [{"type": k, "value": v, "id": i} for (k, v), i in zip(blocks, ids, strict=True)]


def paragraphs(*lines: str) -> str:
    """Rich text in which every character of the lines is text."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def table(rows: int, columns: int, word: str = "клітинка") -> dict[str, Any]:
    """A table as its block stores it."""
    headings = [{"type": "text", "heading": f"{word} {n}"} for n in range(columns)]
    cells = [{"values": [f"{word} {r}.{n}" for n in range(columns)]} for r in range(rows)]
    return {"table": {"columns": headings, "rows": cells, "caption": word}, "row_header": True}


def gallery(title: str, *uses: dict[str, Any]) -> dict[str, Any]:
    """Pictures in order, as their block stores them."""
    ids = (str(uuid.UUID(int=100 + number)) for number in range(len(uses)))
    items = [{"type": "item", "value": u, "id": i} for u, i in zip(uses, ids, strict=True)]
    return {"title": title, "pictures": items}


def exchange(question: str, answer: str, speaker: str = "") -> dict[str, str]:
    return {"question": question, "speaker": speaker[:120], "answer": paragraphs(answer)}


def quote(text: str, speaker: str, role: str = "") -> dict[str, str]:
    return {"text": text, "speaker": speaker, "role": role}


def prose(length: int) -> list[str]:
    """Paragraphs of the sample's own prose, exactly so many characters together."""
    found: list[str] = []
    for place in sorted((CONTENT / "articles").glob("*.yaml")):
        for block in yaml.safe_load(place.read_text(encoding="utf-8"))["body"]:
            text = LINK.sub(r"\1", block.get("markdown", "")).replace("*", "")
            for line in filter(None, (part.strip() for part in text.split("\n"))):
                found.append(line[: length - sum(map(len, found))])
                if sum(map(len, found)) == length:
                    return found
    raise ValueError(f"the sample has no {length} characters")


def picture(desk: Desk, title: str, **fields: Any) -> Picture:
    """Plain, so that it is encoded in no time, and large, so that it has every rendition."""
    file = io.BytesIO()
    Image.new("RGB", (1600, 1000), "#38605a").save(file, "JPEG")
    made = ContentFile(file.getvalue(), name="plain.jpg")
    return desk.entity(Picture, title=title, file=made, uploaded_by_user=desk.user, **fields)


def known(desk: Desk, slug: str, name: str, words: str, portrait: Picture) -> Contributor:
    """A contributor with every field."""
    person = Contributor(name=name, slug=slug, role=words[:190], bio=words, picture=portrait)
    person.expertise, person.languages = f"мости, вода, {words}"[:490], "uk, en, crh"
    person.email = "vorozha@nadrichchia.example"
    person.accounts = [
        ContributorAccount(network="mastodon", url="https://social.example/@vorozha"),
        ContributorAccount(network="telegram", url="https://telegram.example/vorozha"),
    ]
    return EntityChange(person, desk.user).execute()


def publish_all(desk: Desk) -> None:
    """Every extreme, and what became of some articles afterwards."""
    hostile(desk)
    whole(desk)
    long_ones(desk)
    kinds(desk)
    measured(desk)
    english(desk)
    outlet(desk)
    desk.draft("chernetka", title=SECRET, lead=SECRET)
    gone = desk.publish("vidklykana", ("text", paragraphs(WITHDRAWN)), title=WITHDRAWN)
    Retract(gone, desk.user, public_reason="Джерело помилилося.\nПеревіряємо.").execute()
    moved = desk.publish("stara-adresa", title="Стаття, що змінила адресу")
    desk.made["moved"] = ChangeSlug(moved, "nova-adresa", desk.user).execute()


def outlet(desk: Desk) -> None:
    """Whole texts in feeds, and lines of the owner's own for robots."""
    changed = Outlet.objects.get()
    changed.feed_full_text = True
    changed.robots = "# Навчати можна.\nUser-agent: ExampleBot\nDisallow: /leaf/"
    EntityChange(changed, desk.user).execute()


def hostile(desk: Desk) -> None:
    """Markup and scripts in every field that takes text."""
    name = f"Ім’я {HOSTILE}"[:90]
    credit = desk.entity(Credit, name=f"Підпис {HOSTILE}", kind="other")
    image = picture(desk, HOSTILE[:200], description=HOSTILE, caption=HOSTILE, credit=credit)
    file = ContentFile(b"text", name='"><img src=x onerror=hacked=1>.txt')
    document = desk.entity(DocumentFile, title=HOSTILE, file=file, uploaded_by_user=desk.user)
    section = desk.entity(
        Section, name=name, slug="vorozha", description=HOSTILE, order=99, locale=desk.main
    )
    topic = desk.entity(Topic, name=name, slug="vorozha", description=HOSTILE, locale=desk.main)
    series = desk.entity(
        Series, name=name, slug="vorozha", description=HOSTILE, locale=desk.main, complete=True
    )
    person = known(desk, "vorozha", name, HOSTILE, image)
    use = {"picture": image.pk, "alt": HOSTILE, "caption": HOSTILE, "decorative": False}
    blocks = (
        # Enough words for a checker to see what language the page is in.
        ("text", paragraphs(HOSTILE, *prose(9000)) + f"<ul><li>{escape(HOSTILE)}</li></ul>"),
        ("gallery", gallery(HOSTILE, use, use)),
        ("exchange", exchange(HOSTILE, HOSTILE, HOSTILE)),
        ("subhead", HOSTILE),
        ("quote", quote(HOSTILE, HOSTILE, HOSTILE)),
        ("table", table(2, 2, HOSTILE)),
        ("document", {"document": document.pk, "title": HOSTILE}),
        ("embed", {"url": VIDEO, "title": HOSTILE}),
        ("picture", use),
    )
    page = {"slug": "vorozha-storinka", "locale": desk.main, "body": raw("page", blocks)}
    desk.entity(FreePage, title=f"Сторінка {HOSTILE}"[:190], lead=HOSTILE, **page)
    desk.publish(
        "vorozha",
        *blocks,
        series=series,
        part=1,
        title=f"Вороже {HOSTILE}"[:250],
        short_headline=HOSTILE[:120],
        lead=HOSTILE,
        dateline=HOSTILE[:120],
        section=section,
        topics=[topic],
        people=[person],
        picture=image,
        picture_alt=HOSTILE,
        picture_caption=HOSTILE,
    )


def whole(desk: Desk) -> None:
    """Every block once, as it should be."""
    image = Picture.objects.get(title="bridge-evening")
    file = ContentFile(b"%PDF-1.4 a plan", name="plan.pdf")
    document = desk.entity(
        DocumentFile, title="План об’їзду", file=file, uploaded_by_user=desk.user
    )
    older = Article.objects.get(public_slug="rozmova-vodolazka")
    desk.publish(
        "usi-bloky",
        (
            "text",
            paragraphs("Перший абзац.") + '<p><b>Напівжирне</b>, <a href="/">посилання</a></p>',
        ),
        ("text", "<ol><li>Раз</li><li>Два<ul><li>Два з половиною</li></ul></li></ol>"),
        ("subhead", "Підзаголовок"),
        ("picture", {"picture": image.pk, "alt": "", "caption": "", "decorative": True}),
        ("quote", quote("Міст стоїть.", "Орест Балка", "виконроб")),
        ("table", table(6, 12, "показник")),
        ("read_also", [{"type": "item", "value": older.pk, "id": str(uuid.UUID(int=7))}]),
        ("document", {"document": document.pk, "title": ""}),
        ("embed", {"url": VIDEO, "title": "Відео з мосту"}),
        ("embed", {"url": "https://example.org/video", "title": "Відео без рамки"}),
        ("divider", None),
        title="Стаття, в якій є кожен блок",
        genre="report",
        dateline="Тихобрід",
        picture=image,
        topics=Topic.objects.filter(slug__in=("mosty", "voda"), locale=desk.main),
    )


def long_ones(desk: Desk) -> None:
    """Too much of everything; and letters that run the other way."""
    headline = ("Дуже довгий заголовок, якого не вкоротив ніхто " * 6)[:250]
    desk.publish("dovhyi-zaholovok", title=headline, short_headline=headline[:120])
    people = [
        desk.entity(Contributor, name=f"Співавторка Двадцятого Нарису {n}", slug=f"spivavtorka-{n}")
        for n in range(20)
    ]
    desk.publish("dvadtsiatero", title="Двадцятеро авторок", people=people)
    desk.publish(
        "dovhi-slova",
        ("text", paragraphs(LONG_WORD, ADDRESS)),
        ("subhead", LONG_WORD),
        ("quote", quote(LONG_WORD, LONG_WORD, LONG_WORD)),
        ("table", table(2, 2, LONG_WORD)),
        ("embed", {"url": "https://example.org/video", "title": LONG_WORD}),
        title=LONG_WORD[:250],
        lead=LONG_WORD,
        dateline=LONG_WORD[:120],
    )
    desk.publish(
        "sprava-nalivo",
        ("text", paragraphs("الجسر مغلق ليلاً حتى الصباح.", "Абзац українською після арабського.")),
        ("quote", quote("الجسر قائم", "أوريست بالكا", "مهندس")),
        ("table", table(2, 3, "جسر")),
        title="الجسر الكبير مغلق سبع ليالٍ",
        lead="سيُفتح الجسر في الخامسة صباحاً.",
        dateline="تيخوبريد",
    )


def kinds(desk: Desk) -> None:
    """What each genre has of its own, at its fullest."""
    credit = Credit.objects.first()
    face = picture(desk, "portrait", description="Портрет", caption="", credit=credit)
    person = known(desk, "usi-polia", "Софія Тиха", "Пише про воду й мости.", face)
    long = {"picture": face.pk, "alt": LONG_WORD, "caption": LONG_WORD * 3, "decorative": False}
    desk.publish("dumka", title="Міст не винен", genre="opinion", people=[person], picture=face)
    desk.publish(
        "dovha-rozmova",
        ("exchange", exchange("Чому?" * 60, LONG_WORD, "Софія Тиха, інженерка мостів")),
        ("exchange", exchange(LONG_WORD, "Бо так.")),
        title="Розмова з довгими словами",
        genre="interview",
        people=[person],
    )
    desk.publish(
        "dovha-halereia",
        ("gallery", gallery("Сім кадрів з мосту", *[long] * 7)),
        title="Галерея з довгими підписами",
        genre="gallery",
        people=[person],
    )
    series = desk.entity(Series, name="Без номерів", slug="bez-nomeriv", locale=desk.main)
    for key in ("bez-nomera-odyn", "bez-nomera-dva", "bez-nomera-try"):
        desk.publish(key, title=f"Частина {key}", genre="analysis", series=series)
    desk.publish("poiasnennia", title="Як влаштований міст", genre="explainer", people=[person])


def measured(desk: Desk) -> None:
    """The two articles whose bytes are counted: 10,000 characters of prose, and hardly any."""
    credit = Credit.objects.first()
    image = picture(desk, "plain", description="Зелене тло", caption="Тло", credit=credit)
    people = Contributor.objects.filter(slug__in=("iryna-hai", "nazar-dzhura"))
    topics = Topic.objects.filter(slug__in=("mosty", "voda", "transport"), locale=desk.main)
    common = {"picture": image, "people": people, "topics": topics, "dateline": "Тихобрід"}
    lead = "Рух відновлять о п’ятій ранку, а до того часу їздитимуть в обхід, через Млини."
    texts = {"desiat-tysiach": paragraphs(*prose(10_000)), "porozhnia": paragraphs(".")}
    for key, text in texts.items():
        title = "Сім ночей без Великого мосту: що перекриють і як їхати"
        desk.publish(key, ("text", text), title=title, lead=lead, **common)


def english(desk: Desk) -> None:
    """A translation of an article, so that pages of two languages lead to each other."""
    first = desk.made["usi-bloky"]
    desk.publish(
        "bridge-by-night",
        ("text", paragraphs("Works will go on for seven nights.")),
        title="Great Bridge closes for seven nights",
        lead="Traffic goes by way of the mills.",
        section=Section.objects.get(slug="town", locale=desk.english),
        locale=desk.english,
        translation_key=first.translation_key,
    )
