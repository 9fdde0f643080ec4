"""The centre: the API that terminals speak to, the staff's console, the public page behind a slip's code (Django)."""
