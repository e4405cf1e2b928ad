"""Who works at the desk, and what shuts somebody out: the accounts, and the second wall in the database itself.

Every web room knows this one; it knows none of them. What a person is shown is decided by `policy` of each room; the
rows of the database are walled off once more by its own rules (`walls`), for whoever gets past the pages.
"""
