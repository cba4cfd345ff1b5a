"""The only room that reads source/: every file is validated at the door."""
