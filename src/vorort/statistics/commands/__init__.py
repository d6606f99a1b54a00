"""The command line of the statistics engine: `vorort statistics …`."""
