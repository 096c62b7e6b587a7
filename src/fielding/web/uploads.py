"""Takes uploaded files into memory from staff only: a stranger's file is passed over unread."""

from typing import IO, Any

from django.core.files.uploadhandler import MemoryFileUploadHandler


class StaffUploads(MemoryFileUploadHandler):
    """Keeps a file in memory for who is signed in; no page asks anybody else for one."""

    def handle_raw_input(
        self,
        input_data: IO[Any],
        META: dict[str, str],  # noqa: N803 Django names it so
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Decide by the size, as Django does, and by who sends it."""
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
        user = getattr(self.request, "user", None)
        self.activated = self.activated and user is not None and user.is_authenticated
