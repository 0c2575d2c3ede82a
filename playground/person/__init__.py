"""What a human does in the workspace, and what a test sees of it.

May import the workspace, the rules, delivery and the methods.
"""
