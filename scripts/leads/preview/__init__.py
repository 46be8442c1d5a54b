"""What edited seeds would change, before anything in force does."""
