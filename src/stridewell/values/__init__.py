"""Words every room shares: quantities, time, anatomy and evidence. Imports nothing of ours."""
