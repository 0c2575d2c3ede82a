"""What there is: people, conversations, messages and files, what becomes of them, and their JSON.

Imports no other room: whoever wants to hear what happens listens.
"""
