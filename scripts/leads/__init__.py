"""The wrapper: it runs dbt, publishes what came of it, prints and draws."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
