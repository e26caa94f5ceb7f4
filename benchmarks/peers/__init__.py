"""Cavendish beside another gateway: the same load, the same upstream, the same machine, one run."""
