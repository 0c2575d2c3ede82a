"""What Glimpse can do, a room a task; what lies loose serves them all.

Knows slack_sdk, never slack_bolt.
"""
