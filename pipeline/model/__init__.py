"""The records that pass between rooms; all of them frozen."""
