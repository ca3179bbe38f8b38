// @ts-check
// The charts of the pile and the reviewers' agreement, drawn by the notebook's own renderer.

import { h, say, smallButton } from "./dom.js";
import { createPanel } from "./panel.js";

/** @import { Drawings } from "./types.d.ts" */
/** @import { RenderMime } from "./jupyter.d.ts" */

/**
 * `onDraw()` asks for the charts, `renderers()` are those of the notebook where it has any.
 *
 * @param {{ onDraw: () => void, renderers: () => RenderMime | undefined }} given
 */
export function createCharts({ onDraw, renderers }) {
  const word = h("p", { class: "cc-panel-said", role: "status" });
  const picture = h("div", { class: "cc-picture" });
  const agreement = h("p", { class: "cc-agreement" });
  const panel = createPanel(
    { title: "Charts", name: "charts", onOpen: ask },
    smallButton("Draw again", ask),
    word,
    picture,
    agreement,
  );

  function ask() {
    say(word, "Drawing …");
    onDraw();
  }

  /** @param {NonNullable<Drawings["bundle"]>} bundle */
  async function draw([data, metadata]) {
    const known = renderers();
    const mime = known?.preferredMimeType(data, "any");
    if (!known || !mime || mime === "text/plain") {
      picture.replaceChildren(h("p", {}, String(data["text/plain"] ?? "")));
      return;
    }
    const renderer = known.createRenderer(mime);
    await renderer.renderModel({ data, metadata, trusted: false, setData: () => {} });
    picture.replaceChildren(renderer.node);
  }

  return {
    panel,
    /** @param {Drawings} answer */
    async hear({ bundle, agreement: told, problem }) {
      say(agreement, told);
      picture.replaceChildren();
      say(word, problem);
      if (!bundle) return;
      try {
        await draw(bundle);
      } catch (fault) {
        say(word, `The charts cannot be drawn here: ${fault}`);
      }
    },
  };
}
