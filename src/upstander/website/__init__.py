"""The desk as a website: settings, addresses, layout, sign-in, its database, and how it is served.

Knows every web room and is known by none.
"""
