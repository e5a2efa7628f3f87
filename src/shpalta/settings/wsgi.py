"""The newsroom as a WSGI application: ``gunicorn shpalta.settings.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shpalta.settings.django")

application = get_wsgi_application()
