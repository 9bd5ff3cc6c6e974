/** A figure of any two columns of a table. */

import { Choice, element } from "./page.js";
import { Chart, scatter, short } from "./charts.js";

const AXES = [["linear", "linear"], ["log", "logarithmic"]];

/** A figure with choices of what is on its axes and of colours. */
export class Scatter {
  node;
  #chart;
  #empty = element("p", { class: "quiet" });
  #choices;
  #last = null;

  constructor(title, caption) {
    const again = () => this.#draw();
    this.#choices = Object.fromEntries(
      ["x", "logX", "y", "logY", "colour"].map((key, i) => [key, new Choice(["Across", "", "Up", "", "Colour"][i], again)]));
    const target = element("div", { class: "chart" });
    this.node = element(
      "figure", { class: "scatter" }, element("h2", {}, title),
      element("div", { class: "controls" }, ...Object.values(this.#choices).map((choice) => choice.node)),
      this.#empty, target, element("figcaption", {}, caption));
    this.#chart = new Chart(target);
  }

  /** Columns have a title and a value; preferred are the titles shown first, and the name of a row. */
  show(columns, rows, preferred, width) {
    this.#last = { columns, rows, preferred, width };
    this.#draw();
  }

  #draw() {
    const { columns, rows, preferred, width } = this.#last;
    const filled = columns.filter((column) => rows.some((row) => (column.value(row) ?? "") !== ""));
    const titles = filled.map((column) => [column.title, column.title]);
    const x = filled.find((column) => column.title === this.#choices.x.offer(titles, preferred.x));
    const y = filled.find((column) => column.title === this.#choices.y.offer(titles, preferred.y));
    const colour = this.#choices.colour.offer([["", "none"], ...titles], preferred.colour);
    const by = filled.find((column) => column.title === colour);
    const there = (row, column) => (column.value(row) ?? "") !== "";
    const points = x && y ? rows.filter((row) => there(row, x) && there(row, y)) : [];
    const numericX = points.every((row) => Number.isFinite(Number(x.value(row))));
    const numericY = points.every((row) => Number.isFinite(Number(y.value(row))));
    const logX = this.#choices.logX.offer(numericX ? AXES : []) === "log";
    const logY = this.#choices.logY.offer(numericY ? AXES : []) === "log";
    this.#empty.textContent = points.length > 0 ? "" : "There is nothing to draw yet.";
    if (points.length === 0) return;
    const value = (row, column, numeric) => (numeric ? Number(column.value(row)) : short(String(column.value(row))));
    const marks = points.map((row) => ({
      x: value(row, x, numericX), y: value(row, y, numericY),
      colour: by ? short(String(by.value(row) ?? "")) : "", name: short(preferred.name(row))
    }));
    this.#chart.show(...scatter(marks, { x: x.title, y: y.title, colour: by?.title, numericX, numericY, logX, logY, width }));
  }
}
