"""The program with which anybody checks what we hand out, without this site.

It is given away as one file (see `joining`), so it needs the standard library of Python 3.8 and nothing of ours.
"""
