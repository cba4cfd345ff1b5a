"""The only room that writes build/."""
