"""Benchmarks: every figure that Shpalta claims, taken anew by ``python -m benchmarks``."""
