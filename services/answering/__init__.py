"""A job, step by step: which images are meant, looking at them, bringing the answer; and chores.

Imports jobs, slack, pictures, replies, drawing, channels, failures and the vocabulary of vision; of
an engine it knows the protocol only.
"""
