"""Many machines, one press: orders of files that others render, answers that the press writes.

The press alone plans, writes and commits. What costs processor time (rendering and compressing)
may be done by processes anywhere that reach the same PostgreSQL: ``orders`` says what is asked and
answered, ``board`` is where both hang, ``hand`` carries an order out, ``crew`` gives orders out
and takes answers in. Who is told that an order hangs there is the caller's business: a port.
"""
