"""What is asked, the durable queue that runs it whatever happens, and the tables that keep it.

Imports the vocabulary of vision, channels and errors; who does the work is known as a protocol.
"""
