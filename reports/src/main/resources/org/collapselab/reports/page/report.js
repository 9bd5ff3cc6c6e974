(function () {
  "use strict";

  const report = JSON.parse(document.getElementById("report-data").textContent);

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

  const options = {
    mode: "vega-lite",
    renderer: "svg",
    config,
    actions: { export: { svg: true, png: true }, source: false, compiled: false, editor: false }
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

  async function show(figure, choice, target) {
    const datasets = {};
    for (const name of datasetNames(choice.spec)) datasets[name] = rows(report.datasets[name]);
    try {
      await vegaEmbed(target, { ...choice.spec, datasets }, {
        ...options,
        downloadFileName: figure.id
      });
    } catch (error) {
      target.textContent = "This figure could not be drawn: " + error.message;
      target.classList.add("error");
      console.error(error);
    }
  }

  function selector(figure, target) {
    const label = document.createElement("label");
    const select = document.createElement("select");
    figure.choices.forEach((choice, i) => select.add(new Option(choice.label, String(i))));
    select.addEventListener("change", () => show(figure, figure.choices[select.value], target));
    label.append("Show", select);
    const controls = document.createElement("div");
    controls.className = "controls";
    controls.append(label);
    return controls;
  }

  for (const figure of report.figures) {
    if (figure.choices.length === 0) continue;
    const target = document.getElementById("chart-" + figure.id);
    if (figure.choices.length > 1) target.before(selector(figure, target));
    show(figure, figure.choices[0], target);
  }
})();
