"""The engine that asks Azure: Computer Vision 3.2, Image Analysis 4.0 and Face, over REST.

It may import `services.vision`, `reading`, `pictures`, `environment`, `errors` and `logs`, and its
neighbours `services.engines.declaration` and `fallback`; never Slack, jobs, replies or another
engine.
"""
