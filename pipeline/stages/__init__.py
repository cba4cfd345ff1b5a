"""Pure steps, records in and new records out; one file a step, named after its function."""
