"""One line of text, shown as it is."""

from __future__ import annotations

import anywidget
import traitlets


class Line(anywidget.AnyWidget):
    """What is said to the reviewer; an ipywidgets Label would set "$500 to $600" as mathematics."""

    _esm = """
    export default {
      render({ model, el }) {
        el.setAttribute("role", "status");
        el.classList.add("claimcheck-line");
        const show = () => {
          el.textContent = model.get("value");
        };
        model.on("change:value", show);
        show();
      },
    };
    """

    value = traitlets.Unicode().tag(sync=True)
