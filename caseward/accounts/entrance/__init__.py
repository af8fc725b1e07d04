"""How people come in and leave: what Django and allauth call by name, and what every request passes."""
