"""Tools from outside that judge what Shpalta makes. How to call them: README.md."""
