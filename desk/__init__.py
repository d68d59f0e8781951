"""The PMO's desk: the cards of the Intake page."""
