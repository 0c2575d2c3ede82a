"""What Slack takes and what it refuses: blocks, views, scopes, and the choices elements allow.

May import the workspace.
"""
