"""What Slack sends, turned into jobs. A handler records a job and acks; it looks at nothing."""
