"""What Slack sends, turned into jobs. A handler records a job and acks; it looks at nothing.

Imports jobs, answering for the chores, slack, and of replies what is said with the ack.
"""
