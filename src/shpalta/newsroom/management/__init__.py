"""Commands that the command line keeps behind it."""
