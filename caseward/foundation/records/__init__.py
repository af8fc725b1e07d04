"""What every kept record has in common: ids, compartment, version, how each field ends, how it is guarded."""
