"""Settings for all tests: no time limit on an example, for the machine may be busy."""
from hypothesis import settings

settings.register_profile("street", deadline=None, max_examples=60, print_blob=True)
settings.load_profile("street")
