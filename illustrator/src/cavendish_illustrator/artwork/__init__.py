"""Drawings that exist: the asset pack, its sprites and our own vector figures."""
