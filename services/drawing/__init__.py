"""The annotated copy: a picture with everything marked that an `Analysis` found in it.

It knows the vocabulary and the `Picture` it draws on (`services.vision`, `services.pictures`), and
reads font files; it knows nothing of words in messages, of Slack or of engines.
"""
