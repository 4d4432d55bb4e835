"""Draw a digit, watch a model read it, see why."""

__version__ = "0.1.0"
