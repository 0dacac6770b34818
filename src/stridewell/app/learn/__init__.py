"""What runners can read up: each cause, test, claim, number and word, and a search over them."""
