"""What we measure, how, and beside whom. `make bench` prints ratios from one run on one machine."""
