"""Pure judgements, records in and problems out; one small function a rule."""
