"""Text in a picture: where lines are, what they say, in all four orientations."""
