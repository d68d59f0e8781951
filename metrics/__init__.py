"""Questions about the portfolio: table macros in SQL, and one typed function a question."""
