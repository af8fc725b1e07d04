"""What reviews say in one word that is a verb with a value here: "consent withdrawn", "off sick"."""

from collections.abc import Mapping


Meant = tuple[str, Mapping[str, object]]
_SICK: Meant = ("absence", {"kind": "sickness"})
_NOT_GIVEN: Meant = ("consent", {"given": False})
_NOT_HELD: Meant = ("session", {"held": False})
_NOT_DISCUSSED: Meant = ("minutes", {"became": "not-discussed"})

# By the word: the verb, and what its keys say unless the event says otherwise.
SAYINGS: Mapping[str, Meant] = {
    **dict.fromkeys(("sick", "sickness", "off-sick", "sick-leave", "ill"), _SICK),
    **dict.fromkeys(("consent-withdrawn", "consent-declined", "consent-not-given", "no-consent"), _NOT_GIVEN),
    **dict.fromkeys(("session-not-held", "session-missed", "missed-session", "did-not-attend"), _NOT_HELD),
    **dict.fromkeys(("not-discussed", "deferred", "panel-deferred", "item-deferred"), _NOT_DISCUSSED),
    **dict.fromkeys(("apologies", "sent-apologies"), ("attendance", {"came": "apologies"})),
    **dict.fromkeys(("adopt", "adopted", "gateway-decision"), ("decide", {})),
    **dict.fromkeys(("deconfliction", "deconflicted"), ("deconflict", {})),
    **dict.fromkeys(("risk-management-plan", "management-plan", "support-plan", "risk-plan"), ("plan", {})),
}
