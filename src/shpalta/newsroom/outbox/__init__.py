"""The outbox: telling systems outside of acts, with a row for each that outlives every crash.

A row is made in the transaction of its act (``telling``), claimed and committed as being sent
before the call (``sending``), and its outcome is recorded after it. What is not known to have
been refused is never called again by itself (``settling``). See docs/explanation/outbox.md.
"""
