"""Addresses of the newsroom outside Wagtail's own: the files that a preview needs, and the tree
of pages, which is not shown.
"""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from shpalta.newsroom import files
from shpalta.newsroom.screens.choosing import ArticleBrowseView, ArticleSearchView

_chooser = require_admin_access(ArticleBrowseView.as_view())
_search = require_admin_access(ArticleSearchView.as_view())
_articles = RedirectView.as_view(pattern_name="newsroom_articles", query_string=True)

urlpatterns = [
    path("assets/<path:name>", files.asset),
    path("media/<slug:owner>/<str:name>", files.media),
    path("live/<path:name>", files.live),
    re_path(r"^(?P<name>(?:\d{4}|[a-z-]+)/.+\.html)$", files.elsewhere),
    path("admin/pages/", _articles),
    path("admin/choose-page/", _chooser),
    path("admin/choose-page/<int:parent_page_id>/", _chooser),
    path("admin/choose-page/search/", _search),
    path("admin/pages/search/", _articles),
    # Reports that read the whole archive; their menu does not offer them.
    path("admin/reports/site-history/", _articles),
    path("admin/reports/site-history/results/", _articles),
    path("admin/reports/aging-pages/", _articles),
    path("admin/reports/aging-pages/results/", _articles),
    path("admin/reports/page-types-usage/", _articles),
    path("admin/reports/page-types-usage/results/", _articles),
    path("admin/pages/<int:parent>/", files.articles_instead),
    path("admin/pages/<int:parent>/results/", files.articles_instead),
]
