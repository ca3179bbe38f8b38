"""Numbers worked out: what was claimed, and what the figures of reference tables say."""
