"""Statutes from the official database's .docx files."""
from kiosk.law.errors import SourceRefused
def read(*a): raise SourceRefused("later")
