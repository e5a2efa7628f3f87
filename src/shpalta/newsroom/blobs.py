"""The store of files by digest, as the press keeps it: one folder, one code."""

from shpalta.press.api import BlobError, BlobStore

__all__ = ["BlobError", "BlobStore"]
