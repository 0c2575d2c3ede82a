"""Everything that is said to one Slack workspace and fetched from it, and who may see what there.

Imports errors, `timed_http` and `environment`, and of `replies` the plain data that is sent.
"""
