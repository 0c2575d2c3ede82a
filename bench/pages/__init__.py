"""Pages drawn with known text: two sets that share neither words, typefaces, sizes nor seeds.

Rules are tuned on one set and reported on the other. May import nothing of `services`.
"""
