"""A real JupyterLab, and one notebook of it open in a real Chromium, for the browser tests."""

import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, Literal, Protocol

from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime
from watching import Watched

Cells = Sequence[str] | Path | None
Theme = Literal["light", "dark"]

REVIEW_SETTINGS = Path(__file__).resolve().parents[2] / "notebooks" / "jupyterlab"
# The page follows the colour scheme of the browser, so that a test picks the theme without the server.
SETTINGS = {
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
}

# The bare widgets that a step of the desk is measured against.
BUTTON_TO_LABEL = """\
import ipywidgets
from IPython.display import display

button = ipywidgets.Button(description="Next")
label = ipywidgets.Label("0")
button.add_class("bare-button")
label.add_class("bare-label")
button.on_click(lambda _: setattr(label, "value", str(int(label.value) + 1)))
display(button, label)
"""

# What a kernel forgets before another test: who was at work where, every widget, and what was named.
_FORGET = """\
import os
from ipywidgets import Widget
for name in [name for name in os.environ if name.startswith("CLAIMCHECK_")]:
    del os.environ[name]
os.environ.update({env!r})
Widget.close_all()
get_ipython().run_line_magic("reset", "-f")
"""
_RENEW = """async ([path, code, cells]) => {
    const panel = PANEL;
    for (const other of [...window.jupyterapp.shell.widgets('main')]) if (other !== panel) other.dispose();
    sessionStorage.clear();
    const kernel = panel.sessionContext.session.kernel;
    const forgot = await kernel.requestExecute({code, silent: true}).done;
    const notebook = panel.content.model.sharedModel;
    notebook.transact(() => {
        notebook.deleteCellRange(0, notebook.cells.length);
        notebook.insertCells(0, cells);
    });
    return forgot.content.status;
}"""
_PANEL = "[...window.jupyterapp.shell.widgets('main')].find(w => w.context && w.context.path === path)"
_numbers = count(1)


class Lab:
    """A JupyterLab server of its own: its root, home, settings and kernels are all below `place`."""

    def __init__(self, place: Path) -> None:
        self.root = place / "root"
        self.log = place / "server.log"
        self.token = os.urandom(16).hex()
        self.url = ""
        self._place = place
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, timeout: float = 60) -> None:
        """Start the server and return when it answers; a failure shows the server's log."""
        self.root.mkdir(parents=True)
        settings = self._place / "config" / "labconfig" / "default_setting_overrides.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(SETTINGS), encoding="utf-8")
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser"]
        command += [f"--ServerApp.root_dir={self.root}", "--ServerApp.ip=127.0.0.1"]
        command += [f"--ServerApp.port={_free_port()}", f"--IdentityProvider.token={self.token}"]
        command += ["--LabApp.extension_manager=readonly"]
        if os.getuid() == 0:
            command.append("--allow-root")
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self.root,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )
        until(self._answers, timeout, lambda: f"JupyterLab did not start. Its log:\n{self.log_text()}")

    def stop(self) -> None:
        """End the server and, through it, its kernels; kill what is left of its process group."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(10)

    def kill(self, kernel: int | None = None) -> None:
        """SIGKILL for the server's whole process group, and for a *kernel*, which has a group of its own."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        if kernel is not None:
            os.kill(kernel, signal.SIGKILL)
        self._process.wait(10)

    def ask(self, path: str, method: str = "GET") -> Any:
        """What the server's REST API answers at `path`, such as "api/sessions"."""
        request = urllib.request.Request(self.url + path, method=method)
        request.add_header("Authorization", f"token {self.token}")
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request, timeout=10) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def kernel_with(self, env: Mapping[str, str]) -> str:
        """The name of a kernel of this interpreter that starts with `env` in its environment."""
        name = f"python3-{next(_numbers)}"
        folder = self._place / "data" / "kernels" / name
        folder.mkdir(parents=True)
        spec = {
            "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "env": dict(env),
        }
        (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
        return name

    def _environment(self) -> dict[str, str]:
        """The test's environment without what points at the developer's own Jupyter or database."""
        outside = ("JUPYTER", "JPY_", "IPYTHON", "CLAIMCHECK_", "XDG_")
        env = {name: value for name, value in os.environ.items() if not name.startswith(outside)}
        for name, folder in {
            "HOME": "home",
            "IPYTHONDIR": "ipython",
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
        }.items():
            (self._place / folder).mkdir(exist_ok=True)
            env[name] = str(self._place / folder)
        # As `make review` has it: no question whether news may be shown.
        env["JUPYTER_CONFIG_PATH"] = str(REVIEW_SETTINGS)
        return env

    def _answers(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            raise AssertionError(f"JupyterLab ended. Its log:\n{self.log_text()}")
        # The server takes the next port if ours was taken meanwhile, and says here which one it has.
        try:
            about = (self._place / "runtime" / f"jpserver-{self._process.pid}.json").read_text("utf-8")
            self.url = str(json.loads(about)["url"])
            self.ask("api/status")
        except (OSError, ValueError):
            return False
        return True

    def log_text(self) -> str:
        """The end of what the server has written."""
        return self.log.read_text("utf-8", "replace")[-8000:]


class Notebook(Watched):
    """One notebook, open on a page of its own; made by `Notebook.open`."""

    def __init__(self, lab: Lab, page: Page, path: str) -> None:
        super().__init__(page, lab.url)
        self.lab = lab
        self.path = path

    @classmethod
    def open(
        cls,
        lab: Lab,
        browser: Browser,
        name: str,
        cells: Cells,
        *,
        env: Mapping[str, str] | None = None,
        viewport: tuple[int, int] = (1280, 800),
        theme: Theme = "light",
        sidebar: bool = True,
    ) -> "Notebook":
        """Write `cells` (or copy the notebook at that path) to `name` below the lab's root, and open it.

        With `cells` None the file is opened as it lies there. The kernel starts with `env` in its
        environment, also when it is restarted, and in the folder of the notebook.
        """
        _write(lab, lab.root / name, cells, env or {})
        context = browser.new_context(
            viewport={"width": viewport[0], "height": viewport[1]}, color_scheme=theme, locale="en-US"
        )
        notebook = cls(lab, context.new_page(), name)
        # A workspace of its own: JupyterLab would open the notebooks of the tests before this one again.
        notebook.page.goto(f"{lab.url}lab/workspaces/test{next(_numbers)}/tree/{name}?token={lab.token}")
        notebook._until_ready()
        notebook._until_themed(theme)
        notebook._show_sidebar(sidebar)
        return notebook

    def renew(
        self,
        cells: Sequence[str] | Path,
        *,
        env: Mapping[str, str] | None = None,
        viewport: tuple[int, int] = (1280, 800),
        theme: Theme = "light",
        sidebar: bool = True,
    ) -> None:
        """Begin again with other `cells` on the same page, in the same kernel with `env` in its environment.

        What was named, shown or kept before is gone; what was imported is not.
        """
        for other in self.page.context.pages:
            if other is not self.page:
                other.close()
        self.page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
        self.page.emulate_media(color_scheme=theme)
        code = _FORGET.format(env=dict(env or {}))
        forgot = self.page.evaluate(_RENEW.replace("PANEL", _PANEL), [self.path, code, _cells(cells)])
        assert forgot == "ok", f"the kernel did not forget: {forgot}"
        expect(self.page.locator(".jp-OutputArea-output")).to_have_count(0)
        self._until_themed(theme)
        self._show_sidebar(sidebar)
        for seen in (self.dialogs, self.errors, self.foreign):
            seen.clear()

    def usable(self) -> bool:
        """Whether another test can go on with it: its kernel is there and idle, and nothing is asked."""
        if self.page.is_closed() or self.page.locator(".jp-Dialog").count():
            return False
        try:
            self._until_ready(10)
        except NotInTime:
            return False
        return True

    def close(self) -> None:
        """Close the page and shut its kernel down."""
        self.page.context.close()
        for session in self._sessions():
            with suppress(urllib.error.HTTPError):
                self.lab.ask(f"api/sessions/{session['id']}", "DELETE")

    @property
    def outputs(self) -> Locator:
        """The output areas of the cells, and what fills the window in their place.

        Text looked for here is not found in the source of a cell.
        """
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell-outputArea, .cc-layer")

    def run_all(self, timeout: float = 60, check: bool = True) -> None:
        """Run all cells and return when the last has ended; with `check`, an error in one fails the test."""
        self.page.evaluate(
            """() => {
                window.ranAll = false;
                const run = window.jupyterapp.commands.execute('notebook:run-all-cells');
                run.finally(() => { window.ranAll = true; });
            }"""
        )
        self.page.wait_for_function("window.ranAll", timeout=timeout * 1000)
        if check and (failures := self.failures()):
            raise AssertionError("a cell failed:\n" + "\n".join(failures))

    def failures(self) -> list[str]:
        """The error of each cell that ended in one, as "NameError: name 'x' is not defined"."""
        found = self._evaluate(
            """panel.content.widgets.flatMap(cell => cell.model.outputs?.toJSON() ?? [])
                .filter(output => output.output_type === 'error')
                .map(error => error.ename + ': ' + error.evalue)"""
        )
        return [str(failure) for failure in found]

    def wait_for(self, selector: str, timeout: float = 30) -> Locator:
        """The first element in the outputs that fits the selector, once it is visible."""
        found = self.outputs.locator(selector).first
        found.wait_for(timeout=timeout * 1000)
        return found

    def cells(self) -> int:
        """How many cells the notebook has now."""
        return int(self._evaluate("panel.content.model.cells.length"))

    def save(self) -> None:
        """Save the notebook, with its outputs and the state of its widgets."""
        self._evaluate("panel.context.save().then(() => true)")

    def reload(self) -> None:
        """Load the page again, as F5 does; the kernel goes on."""
        self.page.reload()
        self._until_ready()

    def kernel_pid(self) -> int:
        """The process id of the notebook's kernel."""
        sessions = self._sessions()
        if not sessions:
            raise AssertionError(f"{self.path} has no kernel")
        return _pid_of(f"kernel-{sessions[0]['kernel']['id']}.json")

    def kill_kernel(self, answer: bool = True) -> None:
        """Kill the kernel with SIGKILL.

        Then, within a few seconds, the server starts another one and JupyterLab says so in a modal dialog,
        which is answered here; with `answer` off that is left to `answer_death`, to see the page meanwhile.
        """
        os.kill(self.kernel_pid(), signal.SIGKILL)
        if answer:
            self.answer_death()

    def answer_death(self) -> None:
        """Wait for JupyterLab's dialog on a dead kernel, press its button, and wait for the next kernel."""
        dialog = self.page.locator(".jp-Dialog", has_text="appears to have died")
        dialog.locator(".jp-mod-accept").click()
        dialog.wait_for(state="detached")
        self.wait_for_next_kernel()

    def wait_for_next_kernel(self) -> None:
        """Wait for the kernel that follows one which is gone.

        JupyterLab was seen to wait a minute and more for it, nobody knows why; so where it does not come
        soon, its own "Reconnect to Kernel" is used, as a person would.
        """
        for _ in range(5):
            try:
                return self._until_ready(20)
            except NotInTime:
                # It may never end; one that ends later takes the connection from under what was drawn since.
                self.page.evaluate(
                    """() => Promise.race([
                        window.jupyterapp.commands.execute('kernelmenu:reconnect-to-kernel'),
                        new Promise((resolve) => setTimeout(resolve, 15_000)),
                    ]).then(() => true)"""
                )
        kernel = "panel.sessionContext.session?.kernel"
        state = self._evaluate(f"[{kernel}?.connectionStatus, {kernel}?.status].join()")
        raise AssertionError(f"the new kernel is {state}; the server's log:\n{self.lab.log_text()}")

    def restart_kernel(self) -> None:
        """Restart the kernel as "Restart Kernel" does once its question is answered."""
        self._evaluate("panel.sessionContext.restartKernel().then(() => true)")
        self._until_ready()

    def screenshot(self, path: Path) -> None:
        """Save what the page shows now as a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)

    def _evaluate(self, expression: str) -> Any:
        return self.page.evaluate(f"path => {{ const panel = {_PANEL}; return {expression}; }}", self.path)

    def _until_ready(self, timeout: float = 60) -> None:
        """Wait until the notebook is loaded and its kernel is idle."""
        self.page.wait_for_function(
            f"""path => {{
                const panel = window.jupyterapp && {_PANEL};
                return panel && panel.context.isReady && panel.sessionContext.isReady
                    && panel.sessionContext.session?.kernel?.connectionStatus === 'connected'
                    && panel.sessionContext.session?.kernel?.status === 'idle';
            }}""",
            arg=self.path,
            timeout=timeout * 1000,
        )

    def _until_themed(self, theme: Theme) -> None:
        self.page.wait_for_function(
            "light => document.body.dataset.jpThemeLight === light", arg=str(theme == "light").lower()
        )

    def _show_sidebar(self, shown: bool) -> None:
        self.page.evaluate(f"window.jupyterapp.shell.{'expandLeft' if shown else 'collapseLeft'}()")

    def _sessions(self) -> list[dict[str, Any]]:
        return [session for session in self.lab.ask("api/sessions") if session["path"] == self.path]


class OpenNotebook(Protocol):
    """What the fixture `open_notebook` is: `Notebook.open` with the lab and the browser given."""

    def __call__(
        self,
        name: str,
        cells: Cells,
        *,
        env: Mapping[str, str] | None = None,
        viewport: tuple[int, int] = (1280, 800),
        theme: Theme = "light",
        sidebar: bool = True,
    ) -> Notebook: ...


OpenShared = Callable[..., Notebook]
"""What the fixture `shared_notebook` is: `Notebook.renew` of the notebook that tests share."""


def round_trip(
    notebook: Notebook, pressed: str, watched: str, clicks: int = 20, pause: float = 0.6
) -> list[float]:
    """Milliseconds from each click on `pressed` until a change inside `watched` has been painted.

    Both are selectors in the page. The pace matters (a kernel answers clicks that follow at once later), so
    compare figures taken with one `pause` only.
    """
    times = notebook.page.evaluate(
        """async ([pressed, watched, clicks, pause]) => {
            const once = () => new Promise((resolve, reject) => {
                const late = setTimeout(() => reject(new Error(`nothing changed in ${watched}`)), 10000);
                const observer = new MutationObserver(() => {
                    observer.disconnect();
                    clearTimeout(late);
                    requestAnimationFrame(() => {  // runs before the paint, a message posted in it after
                        const channel = new MessageChannel();
                        channel.port1.onmessage = () => resolve(performance.now() - start);
                        channel.port2.postMessage(null);
                    });
                });
                const changes = {childList: true, characterData: true, attributes: true, subtree: true};
                observer.observe(document.querySelector(watched), changes);
                const start = performance.now();
                document.querySelector(pressed).click();
            });
            const times = [];
            for (let click = 0; click < clicks; click++) {
                await new Promise(resolve => setTimeout(resolve, pause * 1000));
                times.push(await once());
            }
            return times;
        }""",
        [pressed, watched, clicks, pause],
    )
    return [float(time) for time in times]


def button_label_round_trip(notebook: Notebook, clicks: int = 20) -> list[float]:
    """`round_trip` through the kernel for the bare widgets of `BUTTON_TO_LABEL`, which `notebook` has run."""
    return round_trip(notebook, ".bare-button", ".bare-label", clicks)


def _write(lab: Lab, file: Path, cells: Cells, env: Mapping[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(cells, Path):
        shutil.copyfile(cells, file)
    elif cells is not None:
        content = {"cells": _cells(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        file.write_text(json.dumps(content), encoding="utf-8")
    # The notebook names the kernel, so that JupyterLab does not ask for one.
    content = json.loads(file.read_text("utf-8"))
    kernel = lab.kernel_with(env)
    content["metadata"]["kernelspec"] = {
        "name": kernel,
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
    }
    file.write_text(json.dumps(content), encoding="utf-8")


def _cells(cells: Sequence[str] | Path) -> list[dict[str, Any]]:
    """The cells of a notebook, as they stand in its file."""
    if isinstance(cells, Path):
        return [*json.loads(cells.read_text("utf-8"))["cells"]]
    empty: dict[str, Any] = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
    return [{**empty, "id": f"cell{n}", "source": source} for n, source in enumerate(cells)]


def _pid_of(argument: str) -> int:
    """The process that has a path ending in `argument` on its command line."""
    for folder in Path("/proc").iterdir():
        with suppress(OSError):
            if folder.name.isdigit() and argument in (folder / "cmdline").read_text("utf-8", "replace"):
                return int(folder.name)
    raise AssertionError(f"no process was started with {argument}")


def _end_with_parent() -> None:
    """Run in the server first: a pytest that is killed ends no fixture, so Linux ends the server with it."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(ready: Callable[[], bool], timeout: float, message: Callable[[], str]) -> None:
    """Wait until *ready* says yes; AssertionError with *message* after *timeout* seconds."""
    deadline = time.monotonic() + timeout
    while not ready():
        if time.monotonic() > deadline:
            raise AssertionError(message())
        time.sleep(0.1)
