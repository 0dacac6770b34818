"""Lays the sessions of a plan out over a week: hard limits first, wishes weighed, no silence.

``problem`` says what is asked, ``rules`` what must never be (plain Python), ``solver`` finds the
best week or names the smallest set of demands that cannot be met together, ``moving`` moves a
session and checks the week anew.
"""
