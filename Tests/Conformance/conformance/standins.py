"""Runs the checks of nnU-Net and MONAI without torch, which none of them computes with: modules of the names given are
empty, and whatever is asked of them is a class that does nothing."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types


class _Nothing(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing

    def __call__(cls, *given, **named):
        # A decorator gives back what it was given.
        return given[0] if len(given) == 1 and not named and callable(given[0]) else super().__call__()

    def __or__(cls, other):
        return cls

    __ror__ = __getitem__ = __or__


class Nothing(metaclass=_Nothing):
    def __call__(self, *given, **named):
        return given[0] if len(given) == 1 and callable(given[0]) else self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing


class _Module(types.ModuleType):
    __path__: list[str] = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, names):
        self.names = names

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in self.names:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return _Module(spec.name)

    def exec_module(self, module):
        pass


def install(*names: str) -> None:
    sys.meta_path.insert(0, _Finder(names))
