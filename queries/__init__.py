"""Indicators: definitions, the table that holds their values, and the questions asked of it."""
