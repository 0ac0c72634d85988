"""Where a diary rests: safe files, two copies, one lock."""
