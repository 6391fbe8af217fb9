"""Stylet's lungs and proposal measured on real scans, and on variants of them that are hard in one known way."""
