"""Shpalta: a newsroom and a press for news sites that must not go dark."""
