"""Importing: files in, runs with all their sources in the store, each file looked at once."""
