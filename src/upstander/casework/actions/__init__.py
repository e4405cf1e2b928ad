"""Every change that people make at the desk: one function each, in one transaction, with its line in the audit log.

There is no other way to save. Each asks the policy itself, whatever the page asked before.
"""
