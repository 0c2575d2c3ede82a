"""What reaches the app, over Socket Mode or signed HTTP, and what led to what it did.

May import the workspace and the rules.
"""
