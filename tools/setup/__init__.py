"""What happens before anything is installed: Python's standard library only.

Run by `make` as `python3 -m tools.setup STEP…`; every step does nothing when it was done already.
"""
