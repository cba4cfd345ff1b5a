"""deckpress: from a messy list of questions and answers to bilingual Anki decks and prints."""
