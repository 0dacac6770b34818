"""All of a runner's data as one whole: export, backup, restore, deletion, and the lock."""
