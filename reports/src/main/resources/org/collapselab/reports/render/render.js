/**
 * Draws charts without a page, at the width of a column of a paper. Charts of the report are made
 * for a screen; their text keeps its size here, while panels get narrower or move below each other,
 * and legends move below the chart.
 */
const collapseRender = (function () {
  "use strict";

  /** A panel narrower than this, in pixels, moves below its neighbour instead. */
  const NARROWEST = 130;

  /** Panels higher than this, in pixels, become no higher than this share of their width. */
  const HIGHEST = 215;
  const SLENDER = 0.66;
  const FONT = '"Liberation Sans", Arial, Helvetica, sans-serif';
  const BOLD = 1.06; // mean width of bold text relative to regular
  const LEGEND_COLUMNS = [0, 5, 4, 3, 2, 1]; // 0: one row

  const config = {
    ...collapseCharts.config,
    aria: false,
    font: FONT,
    axis: {
      ...collapseCharts.config.axis,
      labelColor: "#222222", titleColor: "#111111", domainColor: "#555555", tickColor: "#555555"
    }
  };

  let advances = [];
  let missing = 0.6;

  /** Widths of characters by code point, in units of the font size. */
  function setWidths(table) {
    advances = table;
  }

  function textWidth(text, size, weight) {
    let width = 0;
    for (const character of text) width += advances[character.codePointAt(0)] || missing;
    return width * size * (weight === "bold" || weight >= 600 ? BOLD : 1);
  }

  vega.textMetrics.width = function (item, text) {
    const width = textWidth(String(text ?? ""), item.fontSize ?? 11, item.fontWeight);
    return item.limit > 0 ? Math.min(width, item.limit) : width;
  };

  /** The largest number of panels side by side anywhere in a specification. */
  function mostColumns(node) {
    if (!node || typeof node !== "object") return 1;
    let most = 1;
    const panels = node.concat || node.hconcat;
    if (panels) most = Math.min(panels.length, node.columns || panels.length);
    else if (node.facet) most = node.columns || 4;
    return Math.max(most, ...Object.values(node).map(mostColumns));
  }

  /** Whether labels stand at places given in pixels, which a change of height would move. */
  function hasPixels(node) {
    if (!node || typeof node !== "object") return false;
    return node.field === "pixels" || Object.values(node).some(hasPixels);
  }

  /** Whether a specification is a matrix: cells stay as they are in shape. */
  function isMatrix(node) {
    return node.mark && (node.mark === "rect" || node.mark.type === "rect");
  }

  /** Text in lines that are at most so wide, in pixels, where spaces allow. */
  function wrapped(text, size, weight, width) {
    const lines = [];
    let line = "";
    for (const word of text.split(" ")) {
      const longer = line === "" ? word : line + " " + word;
      if (line !== "" && textWidth(longer, size, weight) > width) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.push(line);
    return lines.length === 1 ? lines[0] : lines;
  }

  /**
   * A copy with all widths multiplied, and with at most so many panels side by side. A number that
   * repeats the width of its panel is changed with it. Heights are kept if {@code fixed}, except for
   * matrices.
   */
  function squeezed(node, factor, columns, fixed, from, to) {
    if (Array.isArray(node)) return node.map((n) => squeezed(n, factor, columns, fixed, from, to));
    if (!node || typeof node !== "object") return node;
    if (typeof node.width === "number") {
      from = node.width;
      to = Math.max(20, Math.round(factor * node.width));
    }
    const copy = {};
    for (const [key, value] of Object.entries(node)) {
      if (key === "width" && value === from) copy.width = to;
      else if (key === "datasets" || key === "values") copy[key] = value;
      else if (key === "height" && typeof value === "number" && isMatrix(node))
        copy.height = Math.round(factor * value);
      else if (key === "height" && value > HIGHEST && to && !fixed)
        copy.height = Math.min(value, Math.max(HIGHEST, Math.round(SLENDER * to)));
      else if ((key === "x" || key === "x2") && from && value && value.value === from)
        copy[key] = { ...value, value: to };
      else if (key === "filter" && typeof value === "string")
        copy.filter = value.replace(`* ${from} >`, `* ${to} >`);
      else copy[key] = squeezed(value, factor, columns, fixed, from, to);
    }
    const panels = copy.concat || copy.hconcat;
    if (panels) {
      delete copy.hconcat;
      copy.concat = panels;
      copy.columns = Math.min(columns, node.columns || panels.length);
    } else if (copy.facet && copy.facet.column && !copy.facet.row) {
      copy.facet = copy.facet.column;
      copy.columns = columns;
    } else if (copy.facet && copy.spec) {
      copy.columns = Math.min(columns, node.columns || columns);
    }
    if (copy.title && typeof copy.title.text === "string" && to)
      copy.title.text = wrapped(copy.title.text, copy.title.fontSize, copy.title.fontWeight, to);
    if (copy.legend) delete copy.legend.columns;
    if (copy.legend && copy.legend.gradientLength)
      copy.legend.gradientLength = Math.min(copy.legend.gradientLength, 200);
    return copy;
  }

  function narrowest(node) {
    if (!node || typeof node !== "object") return Infinity;
    const own = typeof node.width === "number" ? node.width : Infinity;
    return Math.min(own, ...Object.entries(node)
      .filter(([key]) => key !== "datasets" && key !== "values")
      .map(([, child]) => narrowest(child)));
  }

  async function svg(spec, legendColumns, below) {
    const legend = { ...config.legend };
    if (below) legend.orient = "bottom";
    if (legendColumns) legend.columns = legendColumns;
    const compiled = vegaLite.compile(spec, { config: { ...config, legend } }).spec;
    const view = new vega.View(vega.parse(compiled), { renderer: "none" });
    try {
      return await view.toSVG();
    } finally {
      view.finalize();
    }
  }

  function widthOf(text) {
    return Number(/ width="([0-9.]+)"/.exec(text)[1]);
  }

  /** The factor for the widths of panels at which a chart is as wide as wanted. */
  async function fit(chart, wanted) {
    let low = { factor: 0.25 };
    low.svg = await chart(low.factor);
    let high = { factor: 1 };
    high.svg = await chart(high.factor);
    for (let i = 0; i < 3; i++) {
      const [a, b] = [widthOf(low.svg), widthOf(high.svg)];
      if (Math.abs(b - wanted) <= 1 || Math.abs(b - a) < 1) break;
      const factor = low.factor + ((high.factor - low.factor) * (wanted - a)) / (b - a);
      const next = { factor: Math.min(1.6, Math.max(0.1, factor)) };
      next.svg = await chart(next.factor);
      low = high;
      high = next;
    }
    return high;
  }

  async function drawn(spec, wanted) {
    const below = wanted < 600;
    const least = narrowest(spec);
    const fixed = hasPixels({ ...spec, datasets: null });
    let legendColumns = 0;
    for (legendColumns of LEGEND_COLUMNS) {
      const trial = squeezed(spec, 0.1, 1, fixed);
      if (widthOf(await svg(trial, legendColumns, below)) <= wanted) break;
    }
    let best;
    for (let columns = mostColumns(spec); columns >= 1; columns--) {
      best = await fit((f) => svg(squeezed(spec, f, columns, fixed), legendColumns, below), wanted);
      if (best.factor * least >= Math.min(least, NARROWEST)) break;
    }
    return best.svg;
  }

  /** Leaves out what cannot be seen: points to hover over, and labels that would overlap. */
  function visible(text) {
    return text
      .replace(/<(?:path|line|rect)\b[^>]*\sopacity="0"[^>]*\/>/g, "")
      .replace(/<text\b[^>]*\sopacity="0"[^>]*>[^<]*<\/text>/g, "");
  }

  /**
   * Draws a chart; the result is in collapseRender.result when all promises are settled.
   *
   * @param spec JSON of a Vega-Lite specification
   * @param blocks JSON of its datasets by name
   * @param wanted width in pixels
   */
  function draw(spec, blocks, wanted) {
    self.result = null;
    self.error = null;
    const chart = collapseCharts.withRows(JSON.parse(spec), JSON.parse(blocks));
    drawn(chart, wanted).then(
      (text) => { self.result = visible(text); },
      (error) => { self.error = String(error && error.stack ? error.stack : error); });
  }

  const self = { setWidths, draw, result: null, error: null };
  return self;
})();
