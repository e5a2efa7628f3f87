"""The press: reads the journal, makes exactly the files that changed. Knows no Wagtail page."""
