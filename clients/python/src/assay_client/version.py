"""The version of this package; it goes with the API of the service under `/v1`."""

__version__ = "0.1.0"
