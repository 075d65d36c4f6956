"""Stories: steps of words and views in plain files, and the slides that a room sees of them."""
