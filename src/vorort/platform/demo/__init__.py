"""The demo: a Land that does not exist, with figures that nobody counted, built through the product's own import."""
