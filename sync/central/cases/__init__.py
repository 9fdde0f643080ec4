"""Records as they came, and the cases that are made of them."""
