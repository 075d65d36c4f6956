"""The one HTML file that opens without a server."""
