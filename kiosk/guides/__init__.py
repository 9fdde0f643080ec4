"""Plain-language help: guides, asking in one's own words, packages for one audience, calculators."""
