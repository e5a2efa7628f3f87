"""A newsroom with an archive: a few articles made by real acts, and as many copies as are wanted.

Every row that an act left behind is copied inside the database, in the tables of Wagtail, of the
newsroom, of search, of references and of the journal, with ids, slugs, moments and headlines of its
own. Nothing passes the ORM, so a hundred thousand articles take seconds. Records in the copied
journal rows name their originals: what is tested is how things are found, not what is sealed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection

from tests.newsroom.conftest import draft, stored
from tests.newsroom.drawn import jpeg

STRIDE = 1000
"""Ids of copies: that of the original and a multiple of this, so originals' ids are below it."""
WORDS = ("вулиця", "бюджет", "школа", "завод", "ринок", "лікарня", "річка", "театр", "вокзал")
_ID = "abcdefghijklmnopqrstuvwxyz234567"
_PATH = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Crowd:
    """Copies of rows; ``copies`` of each."""

    def __init__(self, copies: int) -> None:
        self.postgres = connection.vendor == "postgresql"
        self.most = copies
        self.pictures = 1
        if self.postgres:
            # Neither foreign keys nor our trigger look at what is copied whole.
            self._run("SET LOCAL session_replication_role = replica")
        self._run("CREATE TEMPORARY TABLE crowd (n integer PRIMARY KEY)")
        self._run(
            "INSERT INTO crowd WITH RECURSIVE s(n) AS"
            f" (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {copies}) SELECT n FROM s"
        )

    def end(self) -> None:
        """Leave nothing but the copies. PostgreSQL is told what there is now, as it would tell
        itself in a while; SQLite is not, since nobody tells it where newsrooms run.
        """
        self._run("DROP TABLE crowd")
        if self.postgres:
            self._run("SET LOCAL session_replication_role = origin")
            self._run("ANALYZE")

    # ------------------------------------------------------------------------------------ articles

    def articles(self, keys: Sequence[int], most: int) -> None:
        """Copies of articles with all that hangs on them, at most so many of each."""
        self.most = most
        ids = ", ".join(map(str, keys))
        texts = ", ".join(f"'{key}'" for key in keys)
        self._pages(ids)
        self._copy(
            "newsroom_article",
            f"t.page_ptr_id IN ({ids})",
            page_ptr_id=self._key("t.page_ptr_id"),
            picture_id=self._picture("t.picture_id"),
            day=self._day("t.day"),
            public_slug=f"t.public_slug || '-' || {self._text('n')}",
            **{name: self._earlier(f"t.{name}") for name in ("published_at", "retracted_at")},
        )
        for table in ("newsroom_byline", "newsroom_article_topics"):
            self._hanging(table, ids)
        self._hanging("newsroom_address", ids, path=self._path_of_reader())
        self._hanging(
            "wagtailcore_pagelogentry",
            f"{ids}) AND t.action IN ('wagtail.edit'",
            column="page_id",
            timestamp=self._earlier("t.timestamp"),
            revision_id=self._key("t.revision_id"),
        )
        self._copy(
            "wagtailcore_revision",
            f"t.object_id IN ({texts})",
            id=self._key("t.id"),
            object_id=self._key_text("t.object_id"),
            created_at=self._earlier("t.created_at"),
        )
        self._indexed(texts)
        self._copy(
            "wagtailcore_referenceindex",
            f"t.object_id IN ({texts}) AND t.base_content_type_id = {self._type('page')}",
            id=self._fresh("wagtailcore_referenceindex"),
            object_id=self._key_text("t.object_id"),
            to_object_id=f"CASE t.to_content_type_id WHEN {self._type('picture')}"
            f" THEN {self._text(self._picture('CAST(t.to_object_id AS integer)'))}"
            " ELSE t.to_object_id END",
        )
        self._journal(ids)

    def _pages(self, ids: str) -> None:
        words = self._array(WORDS, f"n % {len(WORDS)}")
        title = f"t.title || ' ' || {words} || ' ' || {self._text('n')}"
        self._copy(
            "wagtailcore_page",
            f"t.id IN ({ids})",
            id=self._key("t.id"),
            path=self._place(),
            slug=self._id("t.slug"),
            url_path=f"t.url_path || {self._text('n')}",
            title=title,
            draft_title=title,
            translation_key=self._unique("t.id"),
            latest_revision_id=self._key("t.latest_revision_id"),
            live_revision_id=self._key("t.live_revision_id"),
            **{
                name: self._earlier(f"t.{name}")
                for name in (
                    "latest_revision_created_at",
                    "first_published_at",
                    "last_published_at",
                )
            },
        )
        self._run("DELETE FROM newsroom_unsealed")
        self._run(
            "UPDATE wagtailcore_page SET numchild = (SELECT count(*) FROM wagtailcore_page c WHERE"
            " c.depth = 4 AND substr(c.path, 1, 12) = wagtailcore_page.path) WHERE depth = 3"
        )

    def _indexed(self, texts: str) -> None:
        """Entries of the search index; their norms are never the one that waits to be mended."""
        own = f"t.object_id IN ({texts}) AND t.content_type_id = {self._type('article')}"
        page = f"SELECT p.title FROM wagtailcore_page p WHERE p.id = {self._key_of_text()}"
        vectors: dict[str, str] = {"title": f"({page})", "autocomplete": f"({page})"}
        if self.postgres:
            vectors = {name: f"to_tsvector('simple', {text})" for name, text in vectors.items()}
        self._copy(
            "wagtailsearch_indexentry",
            own,
            id=self._fresh("wagtailsearch_indexentry"),
            object_id=self._key_text("t.object_id"),
            title_norm="0.9",
            **vectors,
        )

    def _journal(self, ids: str) -> None:
        """The rows and the acts, at places that follow each other."""
        slugs = f"SELECT slug FROM wagtailcore_page WHERE id IN ({ids})"
        self._copy(
            "shpalta_journal",
            f"t.id IN ({slugs})",
            position=self._fresh("shpalta_journal", "position"),
            id=self._id("t.id"),
        )
        self._copy(
            "newsroom_act",
            f"t.subject IN ({slugs})",
            id=self._fresh("newsroom_act"),
            uid=f"t.uid || {self._text('n')}",
            subject=self._id("t.subject"),
            at=self._earlier("t.at"),
        )

    # ------------------------------------------------------------------------------------ entities

    def entities(self, table: str, key: int, most: int) -> None:
        """Copies of an entity: a topic, a contributor, a picture."""
        names = {name for name in ("name", "title") if name in self._columns(table)}
        changed = {name: f"t.{name} || ' ' || {self._text('n')}" for name in names}
        if "slug" in self._columns(table):
            changed["slug"] = f"t.slug || '-' || {self._text('n')}"
        if "translation_key" in self._columns(table):
            changed["translation_key"] = self._unique("t.id")
        if "created_at" in self._columns(table):
            changed["created_at"] = self._earlier("t.created_at")
        self.most = most
        self._copy(
            table,
            f"t.id = {key}",
            id=self._fresh(table),
            uid=self._id("t.uid"),
            **changed,
        )

    # ------------------------------------------------------------------------------------- copying

    def _copy(self, table: str, where: str, **changed: str) -> None:
        columns = self._columns(table)
        given: Mapping[str, str] = {name: changed.get(name, f't."{name}"') for name in columns}
        names = ", ".join(f'"{name}"' for name in given)
        self._run(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(given.values())}"
            f" FROM {table} t CROSS JOIN crowd WHERE n <= {self.most} AND {where}"
        )

    def _hanging(self, table: str, ids: str, *, column: str = "article_id", **changed: str) -> None:
        self._copy(
            table,
            f"t.{column} IN ({ids})",
            id=self._fresh(table),
            **{column: self._key(f"t.{column}")},
            **changed,
        )

    def _columns(self, table: str) -> list[str]:
        with connection.cursor() as cursor:
            found = connection.introspection.get_table_description(cursor, table)
        return [column.name for column in found]

    def _run(self, sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    def _type(self, model: str) -> int:
        from django.apps import apps
        from django.contrib.contenttypes.models import ContentType

        label = "wagtailcore.page" if model == "page" else f"newsroom.{model}"
        return ContentType.objects.get_for_model(apps.get_model(label)).pk

    # --------------------------------------------------------------------------------- expressions

    def _key(self, column: str) -> str:
        return f"({column} + n * {STRIDE})"

    def _key_of_text(self) -> str:
        return self._key("CAST(t.object_id AS integer)")

    def _key_text(self, column: str) -> str:
        return self._text(self._key(f"CAST({column} AS integer)"))

    def _picture(self, column: str) -> str:
        """One of the copies of the picture: the others of its number are used by nobody."""
        return f"({column} + n % {self.pictures})"

    def _fresh(self, table: str, column: str = "id") -> str:
        """An id that follows the last: the table's own numbers are not copied."""
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT MAX("{column}") FROM {table}')
            last = cursor.fetchone()[0] or 0
        return f"({last} + row_number() OVER (ORDER BY n))"

    def _text(self, expression: str) -> str:
        return f"CAST({expression} AS {'varchar' if self.postgres else 'text'})"

    def _earlier(self, column: str) -> str:
        """Each copy is a quarter of an hour older than the one before."""
        if self.postgres:
            return f"{column} - n * interval '15 minutes'"
        moment = f"strftime('%Y-%m-%d %H:%M:%f000', {column}, '-' || (n * 15) || ' minutes')"
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE {moment} END"

    def _day(self, column: str) -> str:
        """A hundred copies on a day."""
        if self.postgres:
            return f"{column} - (n / 5)"
        return f"date({column}, '-' || (n / 5) || ' days')"

    def _unique(self, column: str) -> str:
        number = f"({column} * 10000000 + n)"
        if self.postgres:
            return f"CAST(lpad(CAST({number} AS text), 32, '0') AS uuid)"
        return f"printf('%032d', {number})"

    def _digits(self, number: str, alphabet: str) -> str:
        """Four signs of an alphabet."""
        size = len(alphabet)
        return " || ".join(
            f"substr('{alphabet}', CAST({number} / {size**power} % {size} + 1 AS integer), 1)"
            for power in (3, 2, 1, 0)
        )

    def _id(self, column: str) -> str:
        """An id that no original has: one sign of it is another than its own original's."""
        sign = f"CASE substr({column}, 9, 1) WHEN 'a' THEN 'b' ELSE 'a' END"
        return f"substr({column}, 1, 8) || {sign} || {self._digits('n', _ID)}"

    def _place(self) -> str:
        """The place in the tree: the shelf's, and one that no other copy has."""
        first = "(SELECT COUNT(*) FROM wagtailcore_page s WHERE s.depth = 4)"
        number = f"({first} + row_number() OVER (ORDER BY n, t.id))"
        return f"substr(t.path, 1, 12) || {self._digits(number, _PATH)}"

    def _path_of_reader(self) -> str:
        return f"replace(t.path, '.html', '-' || {self._text('n')} || '.html')"

    def _array(self, words: Sequence[str], number: str) -> str:
        cases = " ".join(f"WHEN {place} THEN '{word}'" for place, word in enumerate(words))
        return f"CASE {number} {cases} END"


def sequences() -> None:
    """PostgreSQL: new rows come after the copies."""
    from django.apps import apps
    from django.core.management.color import no_style

    models: list[Any] = list(apps.get_models())
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def crowded(room: Any, size: int) -> None:
    """A newsroom with ``size`` articles, thousands of topics and contributors, and pictures."""
    originals = _originals(room)
    copies = size // len(originals) + 1
    crowd = Crowd(max(copies, size // 5, 5000))
    crowd.entities("newsroom_topic", room.topic.pk, 5000)
    crowd.entities("newsroom_contributor", room.writer.pk, 3000)
    crowd.entities("newsroom_picture", room.picture.pk, size // 5)
    crowd.pictures = size // 10
    # Of drafts, retracted and changed ones there are few.
    crowd.articles([article.pk for article in originals[:3]], copies // 10)
    crowd.articles([article.pk for article in originals[3:]], copies * 23 // 20)
    sequences()
    crowd.end()


def _originals(room: Any) -> list[Any]:
    """Twenty articles as acts leave them: most are live, one has changes, one was retracted."""
    from wagtail.models import ReferenceIndex
    from wagtail.search.index import insert_or_update_object

    from shpalta.newsroom.actions import Retract

    made = []
    room.picture = _picture(room)
    sections = [room.section, *(_section(room, number) for number in range(7))]
    for number in range(20):
        article = draft(
            room,
            title=f"Міст на ніч закрили {number}",
            section=sections[number % len(sections)],
            topics=[room.topic],
            picture=room.picture,
        )
        if number > 0:
            article.save_revision(user=room.user, log_action=True).publish(user=room.user)
        if number == 1:
            Retract(stored(article), room.user).execute()
        if number in (0, 2):
            stored(article).save_revision(user=room.user, log_action=True)
        article = stored(article)
        insert_or_update_object(article)
        ReferenceIndex.create_or_update_for_object(article)
        made.append(article)
    return made


def _section(room: Any, number: int) -> Any:
    from shpalta.newsroom.models import Section

    return Section.objects.create(name=f"Рубрика {number}", locale=room.uk)


def _picture(room: Any) -> Any:
    from wagtail.search.index import insert_or_update_object

    from shpalta.newsroom.models import Credit, Picture

    owner = Credit.objects.create(name="Павло Світло")
    made = Picture(title="Міст", description="Міст уночі", credit=owner, uploaded_by_user=room.user)
    made.file = ContentFile(jpeg(64, 48), "bridge.jpg")
    made.save()
    insert_or_update_object(made)
    return made
