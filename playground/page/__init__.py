"""The page in a browser, and the addresses it reads and writes.

May import every other room of the playground.
"""
