"""What editors see that Wagtail has no screen for, and where its own screens are changed."""
