"""Static files under names that carry their digest."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Digested and compressed; a script that imports another asks for its digested name, too."""

    support_js_module_import_aggregation = True
