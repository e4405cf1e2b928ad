"""Who was near whom, and why: identities, duty, contacts, purposes, visits."""
