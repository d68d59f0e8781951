"""What is measured, and against what. Prints ratios; never part of the tests."""
