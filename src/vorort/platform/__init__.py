"""The Django platform. It enters the statistics engine by `vorort.statistics` only."""
