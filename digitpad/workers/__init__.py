"""Threads between the core and the window; no widgets."""
