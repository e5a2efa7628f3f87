"""Pure leaves: text, addresses, digests, canonical JSON. No Django, no I/O, no clock."""
