"""Typesetting: typst in child processes, and pages imposed for folding."""
