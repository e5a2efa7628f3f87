"""The newsroom as a WSGI application: ``gunicorn shpalta.wsgi``."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver

from shpalta import wiring
from shpalta.settings.environment import load

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shpalta.settings.django")

application = get_wsgi_application()
wiring.register_preview(load())
wiring.register_destinations(load())
wiring.check_newsroom()
# Loaded before the server forks its workers, and not once in each of them.
assert get_resolver().url_patterns
# A connection must not be shared between processes.
connections.close_all()
# What is loaded stays: nobody needs to look through it for garbage in the middle of a request, and
# pages of memory that nobody marks stay shared between the workers.
gc.collect()
gc.freeze()
