/** Tables that can be sorted by any column. */

import { address, element, isNetwork, number, progress, ratio, state } from "./page.js";

const isMissing = (value) => value === null || value === undefined || value === "" || Number.isNaN(value);

/** Numbers by size, before texts in their order; what is missing comes last in both directions. */
export function order(a, b, down) {
  if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
  const [x, y] = [Number(a), Number(b)];
  const numbers = Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  const by = numbers !== 0 ? numbers : Number.isNaN(x) ? String(a).localeCompare(String(b), "en", { numeric: true }) : x - y;
  return down ? -by : by;
}

/** The rows in the order that the reader has chosen by a click on a column's head. */
class Sorting {
  #title = null;
  #down = false;
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  head(column) {
    if (!column.value) return element("th", {}, column.title);
    const by = this.#title === column.title;
    const click = () => {
      if (by && this.#down) this.#title = null; // back to the order of the server
      else [this.#title, this.#down] = [column.title, by];
      this.#changed();
      document.querySelector(`[data-head="${CSS.escape(column.title)}"]`)?.focus();
    };
    return element(
      "th", { "aria-sort": by ? (this.#down ? "descending" : "ascending") : "none" },
      element("button", { type: "button", class: "sort", "data-head": column.title, onclick: click }, column.title, by ? (this.#down ? " ↓" : " ↑") : ""));
  }

  sorted(columns, rows) {
    const column = columns.find((each) => each.title === this.#title);
    return column ? [...rows].sort((a, b) => order(column.value(a), column.value(b), this.#down)) : rows;
  }
}

/** A table of texts. */
export class SortedTable {
  #target;
  #kind;
  #columns = [];
  #rows = [];
  #sorting = new Sorting(() => this.#draw());

  constructor(target, kind) {
    this.#target = target;
    this.#kind = kind;
  }

  /** Columns have a title, a value to sort by and what is shown of a row. */
  show(columns, rows) {
    this.#columns = columns;
    this.#rows = rows;
    this.#draw();
  }

  #draw() {
    const rows = this.#sorting.sorted(this.#columns, this.#rows);
    this.#target.replaceChildren(element(
      "table", { class: this.#kind },
      element("thead", {}, element("tr", {}, ...this.#columns.map((column) => this.#sorting.head(column)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...this.#columns.map((column) => element("td", {}, column.show(row))))))));
  }
}

/** Runs and sweeps, with boxes to select those that are to be compared. */
export class RunTable {
  #target;
  #picked;
  #changed;
  #runs = [];
  #keys = [];
  #mark = () => {};
  #sorting = new Sorting(() => this.#draw());

  constructor(target, picked, changed) {
    this.#target = target;
    this.#picked = picked;
    this.#changed = changed;
  }

  /** Keys are those of the configuration that have a column. */
  show(runs, keys) {
    this.#runs = runs;
    this.#keys = keys;
    this.#draw();
  }

  #draw() {
    const columns = RunTable.columns(this.#keys);
    const runs = this.#sorting.sorted(columns, this.#runs);
    this.#target.replaceChildren(element(
      "table", { class: "runs" },
      element("thead", {}, element("tr", {}, this.#all(runs), ...columns.map((column) => this.#sorting.head(column)))),
      element("tbody", {}, ...runs.map((run) => element("tr", {}, this.#box(run), ...columns.map((column) => column.cell(run)))))));
  }

  #all(runs) {
    const comparable = runs.filter(isComparable);
    const box = element("input", {
      type: "checkbox", "aria-label": "Select all that are shown",
      onchange: () => {
        comparable.forEach((run) => (box.checked ? this.#picked.add(run.id) : this.#picked.delete(run.id)));
        this.#changed();
        this.#target.querySelectorAll("tbody .pick input").forEach((each) => (each.checked = box.checked));
      }
    });
    this.#mark = () => {
      const chosen = comparable.filter((run) => this.#picked.has(run.id)).length;
      box.checked = comparable.length > 0 && chosen === comparable.length;
      box.indeterminate = chosen > 0 && !box.checked;
    };
    this.#mark();
    return element("th", { class: "pick" }, comparable.length === 0 ? null : box);
  }

  #box(run) {
    return element("td", { class: "pick" }, !isComparable(run) ? null : element("input", {
      type: "checkbox", checked: this.#picked.has(run.id), "aria-label": "Select " + run.name,
      onchange: (event) => {
        if (event.target.checked) this.#picked.add(run.id);
        else this.#picked.delete(run.id);
        this.#changed();
        this.#mark();
      }
    }));
  }

  /** The columns of a table with these keys. */
  static columns(keys) {
    const measured = (title, label, value, small) => ({
      title, value: (run) => (isNetwork(run) ? value(run) : null),
      cell: (run) => element("td", { class: "number", "data-label": label },
        ...(isNetwork(run) ? [number(value(run)), small?.(run) ? element("small", {}, small(run)) : null] : []))
    });
    return [
      { title: "Run", value: (run) => run.name, cell: name },
      { title: "Started", value: (run) => run.started, cell: (run) => element("td", { class: "time" }, run.started) },
      { title: "State", value: (run) => run.state, cell: stateCell },
      { title: "Step", value: (run) => run.step, cell: (run) => element("td", { class: "steps" }, ...progress(run)) },
      ...keys.map((key) => ({
        title: key, value: (run) => run.keys?.[key] ?? null,
        cell: (run) => element("td", { class: "number key", "data-label": key }, run.keys?.[key] ?? "")
      })),
      measured("Accuracy", "accuracy", (run) => run.accuracy),
      measured("DNC1", "DNC1", (run) => run.dnc1),
      measured("Loss of the head", "loss of the head", (run) => run.loss, ratios)
    ];
  }
}

function isComparable(run) {
  return run.kind === "run" || run.kind === "sweep";
}

function ratios(run) {
  const shown = [["loss_dnc", "DNC"], ["loss_srg", "SRG"], ["loss_best_known", "best known"]];
  return shown
    .filter(([key], i) => run[key] > 0 && typeof run.loss === "number" && shown.findIndex(([k]) => run[k] === run[key]) === i)
    .map(([key, name]) => `${ratio(run, key)} × ${name}`)
    .join(", ");
}

function link(run) {
  return run.kind === "comparison" ? address(run.id) + "/files/compare.html" : address(run.id);
}

function name(run) {
  const varied = Object.entries(run.varied ?? {}).map(([key, values]) => `${key}: ${values}`);
  return element(
    "td", { class: "name" }, run.kind === "unknown" ? run.name : element("a", { href: link(run) }, run.name),
    run.name === run.id ? null : element("small", {}, run.id.split("/").at(-1)),
    ...run.tags.map((tag) => element("span", { class: "tag" }, tag)),
    ...varied.map((line) => element("small", { class: "varied" }, line)));
}

function stateCell(run) {
  return element(
    "td", {}, state(run), run.note && run.state !== "completed" ? element("small", { class: "note" }, run.note) : null,
    ...run.problems.map((problem) => element("small", { class: "note error" }, problem)));
}
