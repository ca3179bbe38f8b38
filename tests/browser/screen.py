"""What stands where on a desk's page: what can be seen, what scrolls, what lies over what, what is cut."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lab import Theme
from playwright.sync_api import Page

THEMES = Path(sys.prefix) / "share" / "jupyter" / "lab" / "themes" / "@jupyterlab"

# An element is seen where its box lies within the window and within all that would cut it.
_HELPERS = """
const root = document.querySelector(".cc-desk");
const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
const boxOf = (one) => one.getBoundingClientRect();
const within = (inner, outer, slack = 1) =>
  inner.left >= outer.left - slack && inner.top >= outer.top - slack &&
  inner.right <= outer.right + slack && inner.bottom <= outer.bottom + slack;
const named = (one) => {
  const words = (one.ariaLabel || one.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 40);
  return `${one.tagName.toLowerCase()}.${one.className} "${words}"`;
};
const clips = (one) =>
  getComputedStyle(one).overflowY !== "visible" || getComputedStyle(one).overflowX !== "visible";
const isAside = (one) => Boolean(one.closest(".cc-live, .cc-met, .cc-rating input, [hidden]"));
"""

_OUT_OF_SIGHT = """
(selectors) => {
  const said = [];
  const window_ = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (const selector of selectors) {
    const found = [...root.querySelectorAll(selector)];
    if (!found.length) said.push(`${selector} is not on the page`);
    for (const one of found) {
      if (!isShown(one) || !boxOf(one).height) { said.push(`${selector} is hidden`); continue; }
      if (!within(boxOf(one), window_)) said.push(`${selector} is outside the window`);
      for (let at = one.parentElement; at && at !== document.body; at = at.parentElement)
        if (clips(at) && !within(boxOf(one), boxOf(at))) said.push(`${selector} is cut by ${named(at)}`);
    }
  }
  return said;
}
"""

_SCROLLERS = """
() => {
  const scrolls = (one) =>
    (/auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1) ||
    (/auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1);
  const all = [...root.querySelectorAll("*"), root].filter((one) => isShown(one) && scrolls(one));
  const said = all.filter((one) => all.some((other) => other !== one && other.contains(one)));
  const page = [document.scrollingElement, document.body, root].filter((one) =>
    one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1 || one.scrollTop);
  return [...said.map((one) => `${named(one)} scrolls inside what scrolls`),
          ...page.map((one) => `${named(one)} scrolls`)];
}
"""

# By its place in the tree, and a row by its claim: what is drawn again is the same thing.
_PLACES = """
() => {
  const keyOf = (one) => {
    if (one === root) return "";
    if (one.dataset.claim) return `row ${one.dataset.claim}`;
    const place = [...one.parentElement.children].indexOf(one);
    return `${keyOf(one.parentElement)}/${place}${one.className || one.tagName}`;
  };
  const kinds = "button, input, textarea, select, summary, label, legend, a, h2, h3, .cc-row, " +
    ".cc-head-quote, .cc-status, .cc-claim, .cc-checklist, .cc-progress, .cc-count";
  const found = [...root.querySelectorAll(kinds)].filter((one) => isShown(one) && !isAside(one));
  return Object.fromEntries(found.map((one) => {
    const { left, top } = boxOf(one);
    return [keyOf(one), [left, top]];
  }));
}
"""

# Siblings whose boxes lie over one another, and words or controls that what they stand in cuts off.
_OVERLAPS = """
() => {
  const said = [];
  const floats = (one) => ["absolute", "fixed"].includes(getComputedStyle(one).position) || isAside(one);
  for (const parent of [root, ...root.querySelectorAll("*")]) {
    if (getComputedStyle(parent).display === "inline" || !isShown(parent)) continue;
    // What is offered lies in its field as long as nothing is typed there.
    if (parent.matches(".cc-offered-field")) continue;
    const children = [...parent.children].filter((one) =>
      isShown(one) && !floats(one) && getComputedStyle(one).display !== "inline" && boxOf(one).width);
    if (children.length > 200) continue;
    children.forEach((one, at) => {
      for (const other of children.slice(at + 1)) {
        const [a, b] = [boxOf(one), boxOf(other)];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 1) said.push(`${named(one)} lies over ${named(other)}`);
      }
    });
  }
  return said;
}
"""

_CUT = """
() => {
  const said = [];
  const scrolls = (one, way) => /auto|scroll/.test(getComputedStyle(one)[`overflow${way}`]);
  const kinds = "button, input, textarea, select, summary, label, legend, a, h2, h3, p, li, span, bdi, " +
    "blockquote, div";
  for (const one of root.querySelectorAll(kinds)) {
    if (!isShown(one) || isAside(one) || !boxOf(one).width) continue;
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const control = one.matches("button, input, textarea, select, summary");
    if (!own && !control) continue;
    // Its own words are wider or higher than it is.
    const { overflowX, overflowY } = getComputedStyle(one);
    const wide = one.scrollWidth > one.clientWidth + 1 && overflowX === "hidden";
    const high = one.scrollHeight > one.clientHeight + 1 && overflowY === "hidden";
    // What a shut line cuts off, it unfolds.
    const told = one.closest("[title]:not([title='']), details:not([open]) > summary");
    if ((wide || high) && own && !told) said.push(`${named(one)} is cut`);
    // Or something around it cuts it, to which nobody can scroll.
    let box = boxOf(one);
    for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) {
      const outer = boxOf(at);
      const side = box.left < outer.left - 1 || box.right > outer.right + 1;
      const end = box.top < outer.top - 1 || box.bottom > outer.bottom + 1;
      if (side && scrolls(at, "X") || end && scrolls(at, "Y")) {
        // As far as it is seen, it is seen here.
        box = outer;
        continue;
      }
      // A title says words in full; what is to be pressed has to be there.
      if ((side || end) && clips(at) && (control || !told))
        said.push(`${named(one)} is cut by ${named(at)}`);
    }
  }
  const { right, bottom } = boxOf(root);
  if (right > innerWidth + 1 || bottom > innerHeight + 1) said.push("the desk is larger than the window");
  return [...new Set(said)];
}
"""


def _ask(page: Page, step: str, argument: Any = None) -> Any:
    return page.evaluate(f"(argument) => {{ {_HELPERS} return ({step})(argument); }}", argument)


def fill_window(page: Page, theme: Theme = "light") -> None:
    """Let the desk on a plain page fill the window as its layer does, in a theme of JupyterLab."""
    style = (THEMES / f"theme-{theme}-extension" / "index.css").read_text(encoding="utf-8")
    page.evaluate(
        """([style, light]) => {
            document.documentElement.lang = "en";
            document.getElementById("theme")?.remove();
            const element = document.createElement("style");
            element.id = "theme";
            element.textContent = `${style} body { margin: 0; background: var(--jp-layout-color0) }`;
            document.head.append(element);
            document.body.dataset.jpThemeLight = light;
            document.querySelector(".claimcheck").classList.add("cc-layer");
        }""",
        [style, str(theme == "light").lower()],
    )
    settle(page)


def resize(page: Page, width: int, height: int) -> None:
    """Give the window another size."""
    page.set_viewport_size({"width": width, "height": height})
    settle(page)


def settle(page: Page) -> None:
    """Wait until what the desk draws with the next frames is drawn."""
    page.evaluate("""async () => {
        for (let frame = 0; frame < 3; frame += 1)
            await new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
    }""")


def out_of_sight(page: Page, selectors: Iterable[str]) -> list[str]:
    """What of *selectors* nobody sees whole without scrolling, and why."""
    return list(_ask(page, _OUT_OF_SIGHT, list(selectors)))


def wrong_scrollers(page: Page) -> list[str]:
    """What scrolls inside something else that scrolls, or is the page or the desk itself."""
    return list(_ask(page, _SCROLLERS))


def places(page: Page) -> dict[str, tuple[float, float]]:
    """Where each control, label and row stands."""
    return {key: (left, top) for key, (left, top) in _ask(page, _PLACES).items()}


def moved(before: dict[str, tuple[float, float]], after: dict[str, tuple[float, float]]) -> list[str]:
    """What stands more than a pixel from where it stood."""
    return [
        f"{key}: {before[key]} to {after[key]}"
        for key in before.keys() & after.keys()
        if max(abs(one - other) for one, other in zip(before[key], after[key], strict=True)) > 1
    ]


def overlapping(page: Page) -> list[str]:
    """Siblings that lie over one another."""
    return list(_ask(page, _OVERLAPS))


def cut(page: Page) -> list[str]:
    """Words and controls that are cut off, with no title to read them by and no way to scroll to them."""
    return list(_ask(page, _CUT))


_CONTRAST = """
(element) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((one, at) => one * a + below[at] * (1 - a)).concat(1);
  const parents = [];
  for (let at = element; at; at = at.parentElement) parents.unshift(at);
  const below = parents.reduce(
    (found, one) => over(channels(getComputedStyle(one).backgroundColor), found), [255, 255, 255, 1]);
  const light = (colour) => {
    const [r, g, b] = colour.map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const words = light(over(channels(getComputedStyle(element).color), below));
  const ground = light(below);
  return (Math.max(words, ground) + 0.05) / (Math.min(words, ground) + 0.05);
}
"""


def contrast(page: Page, selector: str) -> float:
    """How the words of the element stand out from what lies behind them, by WCAG, from 1 to 21."""
    return float(page.evaluate(f"selector => ({_CONTRAST})(document.querySelector(selector))", selector))
