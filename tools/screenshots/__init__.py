"""Pictures of the pages, for eyes and for the documentation: ``make screenshots``.

    python -m tools.screenshots                    the sample newspaper, started for this
    python -m tools.screenshots --home FOLDER      one that runs: only what can be seen is seen
    python -m tools.screenshots --only newsroom    one part alone: site or newsroom
    python -m tools.screenshots --to FOLDER        elsewhere than docs/images

Names hold no date and the sample holds no chance, so that a picture changes when a page does.
"""
