"""Suggested points: fitted on earlier dates, judged on later ones."""
