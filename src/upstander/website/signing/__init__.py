"""Pages of signing in: the password, the second factor, setting one up, and what somebody changes of their own."""
