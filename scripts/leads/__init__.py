"""The thin wrapper around dbt: no joins, arithmetic or thresholds in here."""
