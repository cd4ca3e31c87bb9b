"""The one composition root: configuration and rules in, a working application out.

Parts are made, and the libraries behind them imported, when first asked for: a command pays only for what it uses.
"""

from monitor.bootstrap.app import App
from monitor.bootstrap.opening import open_app

__all__ = ["App", "open_app"]
