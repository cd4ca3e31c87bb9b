"""What every test shares: property tests draw the same examples each time; ``--hypothesis-profile=explore`` looks further."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
settings.register_profile("explore", max_examples=1000)
settings.load_profile("steady")
