"""Workbooks in; accepted rows, or problems with addresses, out."""
