"""Files: the one interface of the press's I/O, durable writes, compressed siblings."""
