"""The press's own tables: derived from the journal, thrown away and made again at will."""
