"""A realistic archive of any size, loaded past the ORM: for benchmarks and tests of what is large.

    python -m tools.archive --articles 100000 --home DIR
    python -m tools.archive --articles 1000000 --home DIR --postgres postgresql://… --journal-only

The journal holds sealed records with salts and commitments, positions without a gap; the newsroom's
tables, if wanted, what real acts would have left beside it. The same seed gives the same archive,
however many processes make it.
"""
