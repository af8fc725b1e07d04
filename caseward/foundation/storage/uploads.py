"""How an upload arrives: in memory only, so that nothing of it touches a disk in the clear, and within a bound."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class BoundedMemory(FileUploadHandler):
    """Keeps a file up to the limit; of a larger one it counts the bytes only, so that the form can say how large it is.

    A whole request over FILES_LARGEST_REQUEST is refused before it is read (413).
    """

    def handle_raw_input(self, *raw: Any, **_rest: Any) -> None:  # noqa: ANN401  Django's own signature
        """Refuse by the length the browser states; Django never reads further than that."""
        _body, _headers, content_length, *_others = raw
        if content_length > settings.FILES_LARGEST_REQUEST:
            raise RequestDataTooBig("The request is larger than files may be.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= settings.FILES_LARGEST:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.held.seek(0)
        return InMemoryUploadedFile(
            file=self.held,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
