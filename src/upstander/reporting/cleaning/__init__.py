"""Cleaning of files that people send: what a file is, what it carried unseen, and a copy without.

`cleaned.clean` is what the desk calls. A file is taken apart in a process of its own that can open no file, reach no
network and start nothing (`confinement`); only what it says in agreed words comes back (`answer`), and a copy. Nothing
is imported here: that process imports this package too, and is started once for each file.
"""
