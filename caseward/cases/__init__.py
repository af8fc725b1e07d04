"""Cases: from the gateway decision until the record is closed, owned by one named person at every instant."""
