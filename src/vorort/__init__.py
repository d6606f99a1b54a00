"""Vor Ort: Zusammenhalt vor Ort stärken."""

__version__ = "0.1.0"
