"""The newsroom: what editors write and decide, on Wagtail."""
