"""The same articles for Hugo: Markdown files and a minimal honest theme.

Article page, paginated sections, home, RSS of each, sitemap; with ``topics`` also the paginated
pages and RSS of topics and contributors, which the press always makes. No compressed copies.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.archive import Archive
from shpalta.records import Article, PictureBlock, Quote, Span, Subhead, Text
from shpalta.records.inline import ArticleLink

PAGE = 25

BASE = """\
<!doctype html>
<html lang="uk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }} — {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/site.css">
<link rel="alternate" type="application/rss+xml" href="/index.xml">
</head>
<body>
<header><a href="/">{{ site.Title }}</a>
<nav>{{ range site.Menus.main }}<a href="{{ .URL }}">{{ .Name }}</a> {{ end }}</nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer>{{ site.Title }}</footer>
</body>
</html>
"""

SINGLE = """\
{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
<p>{{ .Description }}</p>
<p>{{ range .Params.authors }}{{ . }} {{ end }}<time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "02.01.2006 15:04" }}</time></p>
{{ with .Params.picture }}<img src="{{ . }}" alt="{{ $.Params.alt }}" width="1200" height="750">{{ end }}
{{ .Content }}
<ul>{{ range .Params.topics }}<li>{{ . }}</li>{{ end }}</ul>
</article>{{ end }}
"""  # noqa: E501

LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $pages := .RegularPages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end }}
{{ $shown := .Paginate $pages }}
{{ range $shown.Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>{{ .Description }}</p><time>{{ .Date.Format "02.01.2006 15:04" }}</time></article>
{{ end }}
{{ with $shown.Next }}<a href="{{ .URL }}">Далі</a>{{ end }}{{ end }}
"""

RSS = """\
{{ "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<description>{{ site.Title }}</description>
{{ $pages := .RegularPages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end }}
{{ range first 25 $pages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<guid>{{ .Permalink }}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
<description>{{ .Description }}</description></item>
{{ end }}</channel></rss>
"""


def program() -> Path | None:
    """Hugo itself, from the package ``hugo``: its own binary, without the Python around it."""
    folder = Path(sys.prefix) / "lib"
    return next(folder.glob("python*/site-packages/hugo/binaries/hugo"), None)


def write_site(archive: Archive, folder: Path, *, topics: bool) -> None:
    """Everything that ``hugo --source folder`` needs."""
    names = {record.id: record.name for record in (*archive.topics, *archive.contributors)}
    sections = {record.id: _slug(record.path) for record in archive.sections}
    for name, text in (
        ("_default/baseof.html", BASE),
        ("_default/single.html", SINGLE),
        ("_default/list.html", LIST),
        ("_default/rss.xml", RSS),
    ):
        _put(folder / "layouts" / name, text)
    _put(folder / "static/site.css", "body { max-width: 40rem }\n")
    _put(folder / "hugo.json", json.dumps(_config(archive, topics=topics), ensure_ascii=False))
    paths = {}
    for number, article in enumerate(archive.articles()):
        paths[article.id] = article.path
        text = _front(article, names) + "\n".join(_markdown(article, paths))
        _put(folder / "content" / sections[article.section] / f"{number}.md", text)


def _config(archive: Archive, *, topics: bool) -> dict[str, object]:
    menu = [
        {"name": section.name, "url": f"/{_slug(section.path)}/", "weight": section.order}
        for section in archive.sections
    ]
    config: dict[str, object] = {
        "baseURL": "http://127.0.0.1/",
        "title": archive.outlet.name,
        "defaultContentLanguage": "uk",
        "pagination": {"pagerSize": PAGE},
        "menus": {"main": menu},
        "taxonomies": {"topic": "topics", "author": "authors"},
        # As the press writes: addresses that end in .html.
        "uglyURLs": True,
    }
    if not topics:
        config["disableKinds"] = ["taxonomy", "term"]
    return config


def _front(article: Article, names: dict[str, str]) -> str:
    """Front matter as JSON, which Hugo reads fastest."""
    data = {
        "title": article.headline,
        "description": article.lead,
        "date": article.first_published,
        "url": article.path,
        "topics": [names[topic] for topic in article.topics],
        "authors": [names[byline.contributor] for byline in article.bylines],
    }
    if article.picture:
        data |= {"picture": f"/media/{article.picture.picture}.jpg", "alt": article.picture.alt}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n\n"


def _markdown(article: Article, paths: dict[str, str]) -> Iterator[str]:
    for block in article.body:
        if isinstance(block, Text):
            yield from (_spans(p.spans, paths) + "\n" for p in block.parts if hasattr(p, "spans"))
        elif isinstance(block, Subhead):
            yield f"## {block.text}\n"
        elif isinstance(block, Quote):
            yield f"> {block.text}\n>\n> {block.speaker}, {block.role}\n"
        elif isinstance(block, PictureBlock):
            yield f"![{block.use.alt}](/media/{block.use.picture}.jpg)\n"


def _spans(spans: Iterable[Span], paths: dict[str, str]) -> str:
    return "".join(
        f"[{span.text}]({paths[span.link.id]})" if isinstance(span.link, ArticleLink) else span.text
        for span in spans
    )


def _slug(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".html")


def _put(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
