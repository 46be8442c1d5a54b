"""A second, independent implementation of the scoring rules, for tests only.

It is plain Python and deliberately naive: every value is computed from the raw
rows for the day asked, never carried forward. The SQL project has to agree with
it to the point. Start reading at `scoring.py`.
"""
