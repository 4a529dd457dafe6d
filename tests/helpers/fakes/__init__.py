"""The program without a network, a server or a disk: one module for a feature, as in the facade.

Every fake keeps `calls` (`done` where that word is taken), a list of (name, arguments …), and does
to its lists what the real one would do, so that a test can look at either.
"""
