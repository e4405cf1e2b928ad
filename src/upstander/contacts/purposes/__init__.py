"""One file per purpose: its facts above, its function below. Found by looking in this folder."""
