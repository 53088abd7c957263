"""What projects import: the way from Python code to the platform it runs in."""
