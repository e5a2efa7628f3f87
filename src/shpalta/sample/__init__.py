"""The sample newsroom, and real texts for trials: content that comes in through an editor's road."""
