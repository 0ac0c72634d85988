"""Other programs' files, as those programs write them."""
