"""Stylet held against independent readers, over every file of a folder of real data."""
