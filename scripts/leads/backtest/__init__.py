"""The backtest: past scores held against what happened after them."""
