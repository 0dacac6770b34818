"""Invented runners on the way back: a hidden tissue, what is felt, done and advised."""
