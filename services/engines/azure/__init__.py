"""The engine that asks Azure: Computer Vision 3.2, Image Analysis 4.0 and Face, over REST.

It may import `services.vision`, `services.pictures`, `services.errors`, `services.logs` and its
neighbour `services.engines.fallback`; never Slack, jobs, replies or another engine.
"""
