"""What a workbook must say. Imports nothing else of Throughline."""
