"""The pages, one kind a module: pure functions from doors to a documented context."""
