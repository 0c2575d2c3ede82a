"""A Slack workspace in one process: Web API, Socket Mode, signed HTTP and a page.

Imports nothing of the house outside itself. Its rooms, from the lowest: samples and workspace,
which import no other, then rules, delivery, methods, person and page, each of which may import
those before it; then the modules here.
"""
