"""The index of the newsroom's own searches, at a cost that does not grow with the archive.

Wagtail's backend over the database, with two things changed. What is written mends its own title
norm by a constant average, where Wagtail averages all titles and looks for unmended ones at every
save. And a search reads the newest matches, at most ``MOST`` of them, where Wagtail joins and
ranks every match before it shows the first page: the newest come first, as a newsroom wants them.
"""

from django.db import connection

# The entries exist in one form, that of the database: the other module cannot be imported.
if connection.vendor == "postgresql":
    from shpalta.newsroom.search.postgres import SearchBackend
else:
    from shpalta.newsroom.search.sqlite import SearchBackend

__all__ = ["SearchBackend"]
