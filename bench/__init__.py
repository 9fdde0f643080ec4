"""The benchmarks: the product against its peers, in one run. `python -m bench`; learn.py beside it learns, not measures."""
