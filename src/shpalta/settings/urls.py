"""The newsroom's addresses. No page for readers is served here, nor ever asks a database."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
]
