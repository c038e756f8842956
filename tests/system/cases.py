"""The cases: one file per part of the subject."""
import bad_input
import real_prices
import results
import strategies
import surroundings


def cases_of(module):
    return [case for name, case in vars(module).items() if callable(case) and getattr(case, "is_case", False)]


CASES = cases_of(bad_input) + cases_of(results) + cases_of(strategies) + cases_of(surroundings)
REAL_CASES = cases_of(real_prices)
