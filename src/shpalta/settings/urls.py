"""The newsroom's addresses. No page for readers is served here, nor ever asks a database."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as document_urls

# Originals and the small copies for the newsroom's own screens: for those who work here alone.
_uploads = settings.MEDIA_URL.strip("/")

# Where something fails, what an editor sent comes back.
handler500 = "shpalta.newsroom.keeping.server_error"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    # First, so that its addresses come before Wagtail's: pages have no tree here.
    path("", include("shpalta.newsroom.urls")),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path(
        f"{_uploads}/<path:path>",
        require_admin_access(serve),
        {"document_root": settings.MEDIA_ROOT},
    ),
]
