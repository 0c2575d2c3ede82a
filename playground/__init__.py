"""A Slack workspace in one process: Web API, Socket Mode, signed HTTP and a page."""
