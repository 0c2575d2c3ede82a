"""What is asked, the durable queue that runs it whatever happens, and the tables that keep it.

Imports the vocabulary of vision, errors and `settings`; who does the work is known as a protocol.
"""
