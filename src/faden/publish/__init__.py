"""Publishing: the gate with its rules, and pages as data for any site generator."""
