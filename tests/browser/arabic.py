"""An Arabic edition in records: every block of it runs from right to left."""

from typing import Any

from shpalta.records import (
    Article,
    Exchange,
    Page,
    Paragraph,
    Quote,
    Section,
    Series,
    Span,
    Subhead,
    Table,
    Text,
    Topic,
)
from shpalta.records.blocks import Item, ListBlock

ARTICLE = "/ar/2026/11/20/jisr.html"
_AT = "2026-11-20T08:00:00Z"


def edition() -> list[tuple[str, Any]]:
    """Kind and record of everything in it."""
    return [
        ("section", Section("ar-city", "ar", "المدينة", "/ar/section/city.html", "شوارع وجسور")),
        ("topic", Topic("ar-bridges", "ar", "الجسور", "/ar/topic/bridges.html")),
        ("series", Series("ar-river", "ar", "ذاكرة النهر", "/ar/series/river.html", "قصص الماء")),
        (
            "page",
            Page("ar-about", "ar", "/ar/about.html", "من نحن", body=(_text("p1", "نحن تسعة."),)),
        ),
        ("article", _article("ar-jisr", ARTICLE, 1)),
        ("article", _article("ar-next", ARTICLE.replace("jisr", "next"), 2)),
    ]


def _article(subject: str, path: str, part: int) -> Article:
    return Article(
        subject,
        "ar",
        path,
        "الجسر الكبير مغلق سبع ليالٍ",
        "ar-city",
        "interview",
        _AT,
        lead="سيُفتح الجسر في الخامسة صباحاً.",
        topics=("ar-bridges",),
        dateline="تيخوبريد",
        series="ar-river",
        part=part,
        body=(
            _text(f"{subject}-1", "الجسر مغلق ليلاً حتى الصباح، وتسير الحافلات عبر الطواحين."),
            Subhead(f"{subject}-2", "ماذا بعد؟"),
            Exchange(f"{subject}-3", "متى يُفتح؟", (_paragraph(f"{subject}-4", "غداً."),), "أوريست"),
            Quote(f"{subject}-5", "الجسر قائم", "أوريست بالكا", "مهندس"),
            Table(f"{subject}-6", (("ليلة", "ساعة"),), ("متى", "كم"), "جدول", True),
            Text(
                f"{subject}-7",
                (ListBlock((Item(f"{subject}-8", (Span("واحد"),)),), ordered=True),),
            ),
        ),
    )


def _paragraph(subject: str, words: str) -> Paragraph:
    return Paragraph(subject, (Span(words),))


def _text(subject: str, words: str) -> Text:
    return Text(f"{subject}-t", (_paragraph(subject, words),))
