"""Referrals: what somebody told us of a person, from its arrival to the gateway decision."""
