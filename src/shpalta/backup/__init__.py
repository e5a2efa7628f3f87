"""Backups of what is truth, and the way back: archives, files by digest, keys, replicas, drills.

Needs no Django. Formats and rules are in docs/reference/backups.md.
"""
