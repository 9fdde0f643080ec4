"""Papers to take away or to hand in: A4 PDFs set by typst from templates in `assets/papers`."""
