"""Which item of one plan is which of another: by keys, by likeness, by the best assignment."""
