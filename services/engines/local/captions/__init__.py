"""A caption and tags, composed from what is certain."""
