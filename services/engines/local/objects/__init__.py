"""Things in a picture: only those that several looks agree on."""
