"""What people without the dashboard get: tables that are safe to open."""
