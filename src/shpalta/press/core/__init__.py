"""The pure heart of the press: content, doors, graph, plan, leaves, path map. No I/O, no clock."""
