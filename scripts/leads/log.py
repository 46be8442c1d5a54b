"""The log of dbt, without what it would quote of raw rows."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler

from leads.workshop import workshop

LARGEST, KEPT = 5_000_000, 2


def log_of_dbt() -> logging.Logger:
    log = logging.getLogger("leads.dbt")
    if not log.handlers:
        folder = workshop() / "logs"
        folder.mkdir(exist_ok=True)
        handler = RotatingFileHandler(
            folder / "dbt.log", maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    return log
