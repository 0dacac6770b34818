"""Changes of the database schema, one file each, run by Alembic."""
