"""Servers for these tests."""

from tests.buckets import bucket, bucket_service
from tests.postgres import postgres, postgres_server

__all__ = ["bucket", "bucket_service", "postgres", "postgres_server"]
