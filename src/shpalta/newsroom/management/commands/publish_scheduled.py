"""Wagtail's command of this name, which stops at the first failure, replaced by ours."""

from shpalta.newsroom.management.commands.run_schedule import Command

__all__ = ["Command"]
