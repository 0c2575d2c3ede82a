"""What is claimed about speed, accuracy and the house itself, as commands.

It may import every room of `services`; no room imports it.
"""
