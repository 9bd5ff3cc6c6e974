(function () {
  "use strict";

  const report = JSON.parse(document.getElementById("report-data").textContent);

  const options = {
    mode: "vega-lite",
    renderer: "svg",
    config: collapseCharts.config,
    actions: { export: { svg: true, png: true }, source: false, compiled: false, editor: false }
  };

  async function show(figure, choice, target) {
    try {
      await vegaEmbed(target, collapseCharts.withRows(choice.spec, report.datasets), {
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
