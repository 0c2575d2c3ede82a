"""What reaches the app: events and payloads, over Socket Mode or signed HTTP, and what came of them.

May import the workspace and the rules.
"""
