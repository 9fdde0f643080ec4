"""Staff: who they are, in which role, for which stations and desks."""
