"""Untrusted bytes become a safe, upright, bounded `Picture`; and bytes from the open web.

Imports errors and nothing else of the house.
"""
