"""What a page complains of, asks for and asks back, for tests that want none of it."""

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request


class Watched:
    """A page that is watched from its beginning; with `own` begin the addresses that it may ask for.

    `dialogs` are the JavaScript dialogs that fired, `errors` what the page's console and scripts complained
    of, `foreign` the addresses that the page asked for elsewhere.
    """

    def __init__(self, page: Page, own: str) -> None:
        self.page = page
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self._own = (own, "data:", "blob:")
        page.on("dialog", self._on_dialog)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._on_request)

    def _on_dialog(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":  # JupyterLab's own, on leaving a notebook that is not saved
            dialog.accept()
            return
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith(self._own):
            self.foreign.append(request.url)
