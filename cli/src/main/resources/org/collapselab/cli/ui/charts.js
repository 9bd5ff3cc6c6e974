/** Charts that are updated while they are shown. Names from runs are data, never expressions. */

import { isDark } from "./page.js";

/** Colours of text, lines and ground. */
const INK = isDark()
  ? { text: "#c9d1d9", strong: "#f0f3f6", grid: "#2b333c", axis: "#5c6773", ground: "#14181d", mark: "#6cb0f5" }
  : { text: "#3c454e", strong: "#1c2127", grid: "#eceff2", axis: "#9aa5b1", ground: "#ffffff", mark: "#1f5fa8" };

const CONFIG = {
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  background: INK.ground,
  view: { stroke: null },
  axis: {
    labelFontSize: 11, titleFontSize: 12, titleFontWeight: 500, labelColor: INK.text,
    titleColor: INK.text, gridColor: INK.grid, domainColor: INK.axis, tickColor: INK.axis
  },
  legend: { labelColor: INK.text, titleColor: INK.text, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, labelLimit: 240, symbolType: "stroke", symbolStrokeWidth: 2, symbolSize: 200 },
  header: { labelFontSize: 12, labelColor: INK.strong, labelLimit: 260, labelFontWeight: 600 },
  line: { strokeWidth: 1.6 }
};
const LONGEST = 1500;
const FEW = 60;
const HEIGHT = 280;
const LABELS =
  "datum.value !== 0 && (abs(datum.value) < 1e-3 || abs(datum.value) >= 1e5) ? format(datum.value, '.2~e') : format(datum.value, '.4~g')";
const FIT = { type: "fit", contains: "padding" };
const VIRIDIS = { scheme: { name: "viridis", extent: isDark() ? [1, 0.25] : [0.85, 0] } };
const CATEGORIES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c8c8c", "#b39b00"];
const MOST_CATEGORIES = 12;
const LOSSES = {
  dufm_objective: ["DUFM objective", INK.mark],
  fit: ["fit", "#7f8c99"],
  penalty_head: ["head penalties", "#56b4e9"],
  penalty_features: ["feature penalty", "#7a3e9d"]
};

/** A chart in an element. */
export class Chart {
  #target;
  #key = null;
  #view = null;
  #work = Promise.resolve();

  constructor(target) {
    this.#target = target;
  }

  /** Draws rows; the same specification with other rows changes the chart in place. */
  show(spec, rows) {
    this.#work = this.#work.then(() => this.#draw(spec, rows)).catch((error) => {
      this.#key = null;
      this.#target.textContent = "This figure could not be drawn: " + error.message;
      console.error(error);
    });
    return this.#work;
  }

  async #draw(spec, rows) {
    const key = JSON.stringify(spec);
    if (key === this.#key) {
      await this.#view.data("rows", rows).runAsync();
      return;
    }
    const result = await vegaEmbed(this.#target, { ...spec, datasets: { rows } }, {
      mode: "vega-lite", renderer: "svg", config: CONFIG,
      actions: { export: { svg: true, png: true }, source: false, compiled: false, editor: false }
    });
    this.#view = result.view;
    this.#key = key;
  }
}

/** Every k-th point of a long series, and the last. */
export function thinned(points) {
  const every = Math.ceil(points.length / LONGEST);
  return every <= 1 ? points : points.filter((_, i) => i % every === 0 || i === points.length - 1);
}

/**
 * A name for display. The middle of long names is left out. Vega puts names into expressions and
 * treats the line separators of Unicode, which JSON keeps, as the end of a string.
 */
export function short(text) {
  const name = text.replace(/[\u2028\u2029]/g, "↵");
  return name.length <= 40 ? name : name.slice(0, 24) + " … " + name.slice(-12);
}

function steps(logarithmic, title = "step") {
  return {
    field: "step", type: "quantitative", title,
    scale: { type: logarithmic ? "log" : "linear", nice: false },
    axis: { labelExpr: "format(datum.value, '~s')", tickCount: 6, labelOverlap: "greedy", labelSeparation: 8 }
  };
}

function values(title, logarithmic, scale = {}) {
  return {
    field: "value", type: "quantitative", title,
    scale: { type: logarithmic ? "log" : "linear", ...(logarithmic ? {} : { zero: false }), ...scale },
    axis: { labelExpr: LABELS, tickCount: 6 }
  };
}

function legend(columns, entries) {
  return { title: null, orient: "bottom", columns, symbolLimit: entries, direction: "horizontal" };
}

function columns(width, each) {
  return Math.max(1, Math.floor(width / each));
}

function tooltip(...fields) {
  return fields.map((field) =>
    field === "value" ? { field, type: "quantitative", format: ".5~g" } : { field });
}

function positive(rows, options) {
  return rows.filter((row) => (!options.logX || row.step > 0) && (!options.logY || row.value > 0));
}

/** Points to hover over, invisible on long lines. */
function dots(rows, lines) {
  return { size: 16, filled: true, opacity: rows.length > FEW * lines.length ? 0 : 1 };
}

/** The objective of the head and its parts, with the losses of the references. */
export function loss(series, references, options) {
  const rows = [];
  for (const [metric, [label]] of Object.entries(LOSSES)) {
    for (const point of thinned(series.get(metric) ?? [])) rows.push({ ...point, label });
  }
  const names = Object.values(LOSSES).map(([label]) => label).filter((l) => rows.some((row) => row.label === l));
  const colours = Object.values(LOSSES).filter(([label]) => names.includes(label)).map(([, colour]) => colour);
  const marks = references.filter((r) => r.loss > 0).map((r) => ({ ...r, label: `${short(r.label)}  ${r.text}` }));
  const near = options.axis === "near" && marks.length > 0;
  const logY = options.axis === "log";
  const domain = near ? around(series.get("dufm_objective") ?? [], marks) : null;
  const all = names.concat(marks.map((mark) => mark.label));
  const colour = {
    field: "label", type: "nominal", legend: legend(columns(options.width, 190), all.length),
    scale: { domain: all, range: colours.concat(marks.map((mark) => mark.colour)) }
  };
  const y = values(null, logY, domain ? { domain, nice: false } : {});
  const spec = {
    width: options.width, height: HEIGHT + 60, autosize: FIT,
    layer: [
      {
        data: { name: "rows" }, mark: { type: "line", clip: true, point: dots(rows, names) },
        encoding: { x: steps(options.logX), y, color: colour, tooltip: tooltip("label", "step", "value") }
      },
      ...(marks.length === 0 ? [] : [{
        data: { values: marks.map((mark) => ({ label: mark.label, value: mark.loss })) },
        mark: { type: "rule", strokeDash: [6, 4], strokeWidth: 1.4, clip: true },
        encoding: { y, color: colour, tooltip: tooltip("label") }
      }])
    ]
  };
  return [spec, positive(rows, { logX: options.logX, logY })];
}

/** Shows all references, the lowest loss and the last. */
function around(objective, marks) {
  const values = objective.map((point) => point.value).filter(Number.isFinite);
  const wanted = marks.map((mark) => mark.loss);
  if (values.length > 0) wanted.push(values.at(-1), values.reduce((a, b) => Math.min(a, b)));
  const low = Math.min(...wanted);
  const high = Math.max(...wanted);
  const margin = 0.25 * (high - low) + 0.05 * high;
  return [Math.max(0, low - margin), high + margin];
}

/** A number of each layer over steps, one line per layer. */
export function perLayer(lines, options) {
  const rows = lines.flatMap(({ label, points }) => thinned(points).map((point) => ({ ...point, label })));
  const order = lines.map((line) => line.label);
  const y = values(options.title, options.logY);
  if (options.whole) y.axis = { format: "d", tickMinStep: 1 };
  const spec = {
    data: { name: "rows" }, width: options.width, height: HEIGHT + 20 * Math.ceil(order.length / columns(options.width, 150)), autosize: FIT,
    mark: {
      type: "line", interpolate: options.whole ? "step-after" : "linear",
      point: dots(rows, order)
    },
    encoding: {
      x: steps(options.logX), y,
      color: { field: "label", type: "ordinal", sort: order, scale: VIRIDIS, legend: legend(columns(options.width, 150), order.length) },
      tooltip: tooltip("label", "step", "value")
    }
  };
  return [spec, positive(rows, options)];
}

/** The last singular values of every layer, one panel each. */
export function spectra(all, options) {
  const across = columns(options.width, 200);
  const rows = all.flatMap(({ label, values }) => values.map((value, i) => ({ label, index: i + 1, value })));
  const order = all.map((spectrum) => spectrum.label);
  const spec = {
    data: { name: "rows" },
    facet: { field: "label", type: "nominal", title: null, sort: order },
    columns: across,
    spec: {
      width: Math.max(110, Math.floor(options.width / Math.min(across, Math.max(1, all.length))) - 58), height: 120,
      mark: { type: "point", filled: true, size: 22, color: INK.mark },
      encoding: {
        x: { field: "index", type: "quantitative", title: null, axis: { tickMinStep: 1, format: "d", tickCount: 5 }, scale: { zero: false } },
        y: { ...values(null, options.logY, options.logY ? {} : { zero: true }), axis: { labelExpr: LABELS, tickCount: 4, minExtent: 34, maxExtent: 34 } },
        tooltip: tooltip("label", "index", "value")
      }
    },
    resolve: { scale: { y: "independent", x: "independent" } }
  };
  return [spec, options.logY ? rows.filter((row) => row.value > 0) : rows];
}

/**
 * Two quantities of many things against one another; text makes an axis of names, and colours by
 * name unless there are too many.
 */
export function scatter(rows, options) {
  const axis = (field, title, logarithmic, numeric) => numeric
    ? { field, type: "quantitative", title, scale: { type: logarithmic ? "log" : "linear", zero: false },
        axis: { labelExpr: LABELS, tickCount: 6, labelOverlap: "greedy" } }
    : { field, type: "nominal", title, axis: { labelLimit: 180, labelAngle: field === "x" ? -30 : 0 } };
  const names = [...new Set(rows.map((row) => row.colour))];
  const few = options.colour && names.length <= MOST_CATEGORIES && names.some((name) => name !== "");
  const numeric = few && names.every((name) => name !== "" && Number.isFinite(Number(name)));
  const order = numeric ? [...names].sort((a, b) => a - b) : names;
  const spec = {
    data: { name: "rows" }, width: options.width, height: HEIGHT + 60, autosize: FIT,
    mark: { type: "point", filled: true, size: 50, opacity: 0.8, ...(few ? {} : { color: INK.mark }) },
    encoding: {
      x: axis("x", short(options.x), options.logX, options.numericX),
      y: axis("y", short(options.y), options.logY, options.numericY),
      ...(few ? { color: {
        field: "colour", type: numeric ? "ordinal" : "nominal", sort: order,
        scale: numeric ? VIRIDIS : { domain: order, range: order.map((_, i) => CATEGORIES[i % CATEGORIES.length]) },
        legend: { ...legend(columns(options.width, 150), order.length), title: short(options.colour), symbolType: "circle", symbolStrokeWidth: 0 }
      } } : {}),
      tooltip: tooltip("name", "x", "y", ...(few ? ["colour"] : []))
    }
  };
  return [spec, rows.filter((row) => (!options.logX || row.x > 0) && (!options.logY || row.y > 0))];
}
