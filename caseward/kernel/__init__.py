"""The law and nothing else: pure Python, no Django, no input or output, no clock, no chance."""
