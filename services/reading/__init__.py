"""Lines of text become what a person would read out: their order, rows, columns, indentation.

For every engine alike. Imports the vocabulary (`services.vision`) and nothing else of the house.
"""
