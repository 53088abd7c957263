"""The process that runs a project's Python code. The README of the plugin describes what it says to the platform."""
