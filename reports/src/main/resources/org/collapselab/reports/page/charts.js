/** How charts look, and their data: for the page and for figures in files. */
const collapseCharts = (function () {
  "use strict";

  const config = {
    font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    background: "#ffffff",
    view: { stroke: null },
    axis: {
      labelFontSize: 11, titleFontSize: 12, titleFontWeight: 500, labelColor: "#3c454e",
      titleColor: "#3c454e", gridColor: "#eceff2", domainColor: "#9aa5b1", tickColor: "#9aa5b1"
    },
    legend: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, labelLimit: 240 },
    header: { labelFontSize: 12, labelColor: "#1c2127", labelLimit: 400 },
    text: { fontSize: 12 },
    line: { strokeWidth: 1.6 }
  };

  /** What axes and legends call columns and metrics: the words of papers. */
  const TITLES = {
    nc1_trace_ratio: "NC1: tr Σ_W / tr Σ_B",
    nc1_pinv: "NC1: tr(Σ_W Σ_B⁺) / K",
    cdnv: "CDNV",
    nc2_condition: "NC2: σ₁ / σ_K of the class means",
    nc2_etf: "NC2: distance from a simplex",
    nc2_of: "NC2: distance from an orthogonal frame",
    nc3_sine: "NC3: angle of weights and class means",
    nc3_alignment: "NC3: distance of weights and class means",
    nc4_mismatch: "NC4: disagreement with the nearest mean",
    equinorm: "std / mean of ‖μ_k‖",
    rank_numerical: "numerical rank",
    rank_stable: "stable rank",
    rank_effective: "effective rank",
    nuclear: "nuclear norm",
    frobenius: "Frobenius norm",
    accuracy: "accuracy",
    fit: "fit",
    penalty_head: "½ Σ λ_l ‖W_l‖²",
    penalty_features: "½ λ_H ‖H₁‖²",
    dufm_objective: "DUFM objective",
    learning_rate: "learning rate",
    balance_gap: "balance gap: max/min − 1",
    loss_over_dnc: "loss / loss of DNC",
    over_best_known: "loss / best known loss",
    rank_mean: "mean rank of the inner layers",
    gradient_norm: "‖∇‖",
    test_error: "test error",
    width: "width d",
    depth: "depth L",
    classes: "classes K",
    lambda: "λ",
    feature_lambda: "λ_H",
    samples_per_class: "samples per class n",
    "regularization.l2_head": "weight decay of the head, λ",
    "regularization.l2_backbone": "weight decay of the backbone",
    "model.hidden": "width of the hidden layers",
    "head.width": "width of the head",
    "head.depth": "depth of the head, L",
    "data.set": "data set",
    "train.loss": "loss function",
    loss: "loss",
    dnc1_last: "DNC1: tr Σ_W / tr Σ_B of the last layer",
    dnc1_input: "DNC1: tr Σ_W / tr Σ_B of the head's input"
  };

  const subscript = (digits) => digits.replace(/\d/g, (d) => "₀₁₂₃₄₅₆₇₈₉"[d]);

  /** Columns that exist for every layer or reference. */
  const PATTERNS = [
    [/^rank_(\d+)$/, (l) => `rank of σ(M${subscript(l)})`],
    [/^pre_rank_(\d+)$/, (l) => `rank of M${subscript(l)}`],
    [/^dnc1_(\d+)$/, (l) => `DNC1: tr Σ_W / tr Σ_B of σ(H${subscript(l)})`],
    [/^least_of_rank_(\d+)$/, (r) => `lowest loss at rank ${r}`],
    [/^loss_(dnc|srg)$/, (name) => `loss of ${name.toUpperCase()}`],
    [/^(srg)_over_dnc$/, (name) => `loss of ${name.toUpperCase()} / loss of DNC`]
  ];

  /** The title of a column or metric; other titles stay as they are. */
  function title(name) {
    if (Object.hasOwn(TITLES, name)) return TITLES[name];
    for (const [pattern, words] of PATTERNS) {
      const match = pattern.exec(name);
      if (match) return words(match[1]);
    }
    return name;
  }

  /** A copy with titles in words. */
  function titled(node) {
    if (Array.isArray(node)) return node.map(titled);
    if (!node || typeof node !== "object") return node;
    const copy = {};
    for (const [key, value] of Object.entries(node)) {
      copy[key] = key === "title" && typeof value === "string" ? title(value)
        : key === "values" ? value : titled(value);
    }
    return copy;
  }

  /** Blocks of columns as rows. */
  function rows(blocks) {
    const result = [];
    for (const { same, columns } of blocks) {
      const names = Object.keys(columns);
      const length = columns[names[0]].length;
      for (let i = 0; i < length; i++) {
        const row = { ...same };
        for (const name of names) row[name] = columns[name][i];
        result.push(row);
      }
    }
    return result;
  }

  /** Names of the datasets that a specification refers to. */
  function datasetNames(node, names = new Set()) {
    if (node && typeof node === "object") {
      if (node.data && typeof node.data.name === "string") names.add(node.data.name);
      Object.values(node).forEach((child) => datasetNames(child, names));
    }
    return names;
  }

  /**
   * The specification with titles in words and the rows that it refers to, from the blocks of all
   * datasets by name.
   */
  function withRows(spec, blocks) {
    const datasets = {};
    for (const name of datasetNames(spec)) datasets[name] = rows(blocks[name]);
    return { ...titled(spec), datasets };
  }

  return { config, withRows, title };
})();
