"""The window and its widgets; no maths."""
