"""One file per feed, named as the feed."""
