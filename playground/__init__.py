"""A Slack workspace in one process: Web API, Socket Mode, signed HTTP and a page.

Imports nothing of the house outside itself. Its rooms, from the lowest, each of which may import
those before it: samples, workspace, rules, delivery, methods, person, page; then the modules here.
"""
