"""Who stands with whom, as a picture."""
