"""The demo: a Land that does not exist, built through the product's own import."""
