"""What pages are made of: page frame, filters, cards, charts, maps, tables, language."""
