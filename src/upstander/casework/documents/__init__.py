"""Documents that leave the desk: what they say, as plain data, and their form as tagged PDF.

What a document says is gathered by those who may read it; this room asks no policy of its own.
"""
