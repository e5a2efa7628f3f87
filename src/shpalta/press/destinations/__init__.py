"""Destinations: other places where the edition stands, each kept up by a loop of its own."""
