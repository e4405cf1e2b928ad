"""The desk: leads, intelligence and matters, carried by people to a just end.

`procedure` is its core: the law as dated data, and a matter's history read by it, with no database and no page.
`models`, `actions`, `policy`, `views` and `templates` put it in a browser.
"""
