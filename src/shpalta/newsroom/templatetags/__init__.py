"""Tags and filters of the newsroom's templates."""
