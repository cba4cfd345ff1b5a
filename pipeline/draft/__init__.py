"""Keeping the translations in step with the Chinese: the only room that writes PO files."""
