"""Running form: body points over time to contacts, metrics with intervals, and findings."""
