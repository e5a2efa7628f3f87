"""The sample newsroom, and real texts for trials: content that comes in by an editor's road."""
