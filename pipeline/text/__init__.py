"""Text in, text or plain values out; knows no record, no disk and no deck."""
