"""Recordings as bytes: what stores keep of a run beside its numbers.

Apart from the stores, so that the processes that read files need not load a database.
"""
