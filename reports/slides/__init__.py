"""What the slides of a deck are made of: text that is measured, native charts, maps of native shapes, tables."""
