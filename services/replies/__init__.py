"""What is said: an `Analysis` becomes words and blocks, data in and data out.

It knows the vocabulary (`services.vision`), how a channel is answered (`services.channels`) and
which commands there are (`services.jobs.asking`); it reads and sends nothing.
"""
