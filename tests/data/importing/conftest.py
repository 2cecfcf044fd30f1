"""The office that every import test uploads to."""
from tests.data.importing.importing_office import empty_office, office, shared_database, with_areas

__all__ = ["empty_office", "office", "shared_database", "with_areas"]
