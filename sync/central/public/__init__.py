"""Pages for everybody: how a matter stands, an article to read on."""
