"""The cases: bad_input.py, strategies.py and real_prices.py."""
import bad_input
import real_prices
import results
import strategies


def cases_of(module):
    return [case for name, case in vars(module).items() if callable(case) and getattr(case, "is_case", False)]


CASES = cases_of(bad_input) + cases_of(results) + cases_of(strategies)
REAL_CASES = cases_of(real_prices)
