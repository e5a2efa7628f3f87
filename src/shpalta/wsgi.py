"""The newsroom as a WSGI application: ``gunicorn shpalta.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

from shpalta import wiring
from shpalta.settings.environment import load

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shpalta.settings.django")

application = get_wsgi_application()
wiring.register_preview(load())
