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

  /** The specification with the rows that it refers to; the blocks of all datasets by name. */
  function withRows(spec, blocks) {
    const datasets = {};
    for (const name of datasetNames(spec)) datasets[name] = rows(blocks[name]);
    return { ...spec, datasets };
  }

  return { config, withRows };
})();
