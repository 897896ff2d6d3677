"""The attack on sciplan: a few rounds are tests, `python tests/hostile` runs as long as told."""
