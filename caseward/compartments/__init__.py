"""Who may know: access given by name, people shut out by name, cases in a compartment of their own, emergencies."""
