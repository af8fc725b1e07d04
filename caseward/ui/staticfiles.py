"""Static files under names that carry their digest."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


_WILDCARD, IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]  # noqa: SLF001


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Digested and compressed; a script of ours that imports another asks for its digested name, too.

    Only ours: scripts that libraries bring along may name files that they do not bring.
    """

    patterns = (*HashedFilesMixin.patterns, ("js/*.js", IMPORTS))
