"""The engine that looks with this machine's own processors: no account, no key, no picture leaves.

A module a feature, and the weights they need. It may import the vocabulary of seeing
(`services.vision`), the picture it is given (`services.pictures`), `services.reading` and
`environment`, the errors, and its neighbour `declaration`; it knows no other engine and nothing of
Slack.
"""
