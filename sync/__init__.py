"""Both ends of the wire between a terminal and the county's centre."""
