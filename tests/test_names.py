"""What a reader can rely on in the search for names."""
