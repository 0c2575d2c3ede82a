"""What Slack sends, turned into jobs. A handler records a job and acks; it looks at nothing.

Imports jobs and answering (for the chores), channels, failures and the vocabulary of vision, and of
replies what is said with the ack.
"""
