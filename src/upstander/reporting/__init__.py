"""The confidential door: it can seal and store what people tell us, and cannot read it back."""
