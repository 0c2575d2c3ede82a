"""The weights that models are loaded from: where they are, and how they are fetched."""
