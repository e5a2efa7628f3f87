"""What a newsroom is told by its environment: read once, typed, frozen.

Only entry points read it (cli, supervisor, wiring, and Django's settings beside it).
"""
