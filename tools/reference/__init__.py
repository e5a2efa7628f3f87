"""Pages of the reference that come from code.

    python -m tools.reference            write them
    python -m tools.reference --check    end with code 1 if one would change

Names, types and defaults are read from the code, words from its docstrings. What only a person
can say (what a column is for, what a path looks like) stands in tables here, keyed by the code's
own names: one that is missing or left over stops the writing, so that a page cannot drift.
"""
