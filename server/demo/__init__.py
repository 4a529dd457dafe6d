"""Invented schools and simulators: what a real school would bring, made from a seed."""
