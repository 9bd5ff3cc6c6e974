import { matches } from "./filter.js";
import { Source, compare, element, repeat } from "./page.js";
import { Scatter } from "./scatter.js";
import { RunTable } from "./table.js";

const COLUMNS = "collapse-columns";
const SHOWN_AT_FIRST = 4;

const source = new Source();
const picked = new Set();
const filter = document.getElementById("filter");
const button = document.getElementById("compare");
const columns = document.getElementById("columns");
const plot = document.getElementById("plot");
const table = new RunTable(document.getElementById("runs"), picked, update);
const scatter = new Scatter("Runs", "One mark for each run in the table.");
plot.append(scatter.node);
let runs = [];

function update() {
  button.disabled = picked.size === 0;
  button.textContent = picked.size === 0 ? "Compare" : `Compare ${picked.size} selected`;
}

/** Keys that the reader has shown or hidden before: key → whether it has a column. */
function remembered() {
  try {
    return JSON.parse(localStorage.getItem(COLUMNS)) ?? {};
  } catch {
    return {};
  }
}

function keys() {
  return [...new Set(runs.flatMap((run) => Object.keys(run.keys ?? {})))];
}

/** The keys with a column: the first few that vary, unless the reader has chosen. */
function shownKeys() {
  const chosen = remembered();
  const all = keys();
  return all.filter((key) => chosen[key] ?? all.indexOf(key) < SHOWN_AT_FIRST);
}

function choose() {
  const all = keys();
  const shown = new Set(shownKeys());
  columns.hidden = all.length === 0;
  columns.querySelector("div").replaceChildren(...all.map((key) => element("label", {}, element("input", {
    type: "checkbox", checked: shown.has(key),
    onchange: (event) => {
      localStorage.setItem(COLUMNS, JSON.stringify({ ...remembered(), [key]: event.target.checked }));
      draw();
    }
  }), key)));
}

function draw() {
  const shown = runs.filter((run) => matches(run, filter.value));
  table.show(shown, shownKeys());
  if (plot.open) {
    const numbers = ["accuracy", "dnc1", "loss", "epoch", "step", "seed"].map((name) => ({ title: name, value: (run) => run[name] }));
    const ratios = [["loss / DNC", "loss_dnc"], ["loss / best known", "loss_best_known"]]
      .map(([title, key]) => ({ title, value: (run) => (run[key] > 0 && typeof run.loss === "number" ? run.loss / run[key] : null) }));
    const varied = keys().map((key) => ({ title: key, value: (run) => run.keys?.[key] }));
    const state = [{ title: "name", value: (run) => run.name }, { title: "state", value: (run) => run.state }];
    scatter.show([...varied, ...ratios, ...numbers, ...state], shown.filter((run) => run.kind === "run"),
      { x: keys()[0] ?? "seed", y: "loss / DNC", colour: "name", name: (run) => run.id }, Math.max(240, plot.clientWidth - 42));
  }
  document.getElementById("count").textContent =
    shown.length === runs.length ? `${runs.length} in all` : `${shown.length} of ${runs.length}`;
}

filter.addEventListener("input", draw);
plot.addEventListener("toggle", draw);
button.addEventListener("click", () => compare(picked));

repeat(async () => {
  const answer = await source.read("/api/runs");
  if (answer) {
    runs = answer.runs;
    document.getElementById("folder").textContent = answer.folder;
    const there = new Set(runs.map((run) => run.id));
    for (const id of picked) if (!there.has(id)) picked.delete(id);
    update();
    choose();
    draw();
  }
  return runs.some((run) => run.state === "running") ? 2000 : 5000;
});
