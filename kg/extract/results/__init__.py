"""The numbers that a paper reports, each with its metric, method, dataset, baseline, hardware and condition."""
