"""A built package sent to a running Anki through its AnkiConnect add-on."""
