import { matches } from "./filter.js";
import { Source, compare, repeat, table } from "./page.js";

const source = new Source();
const picked = new Set();
const filter = document.getElementById("filter");
const button = document.getElementById("compare");
let runs = [];

function update() {
  button.disabled = picked.size === 0;
  button.textContent = picked.size === 0 ? "Compare" : `Compare ${picked.size} selected`;
}

function pick(id, on) {
  if (on) picked.add(id);
  else picked.delete(id);
  update();
}

function draw() {
  const shown = runs.filter((run) => matches(run, filter.value));
  document.getElementById("runs").replaceChildren(table(shown, picked, pick));
  document.getElementById("count").textContent =
    shown.length === runs.length ? `${runs.length} in all` : `${shown.length} of ${runs.length}`;
}

filter.addEventListener("input", draw);
button.addEventListener("click", () => compare(picked));

repeat(async () => {
  const answer = await source.read("/api/runs");
  if (answer) {
    runs = answer.runs;
    document.getElementById("folder").textContent = answer.folder;
    const there = new Set(runs.map((run) => run.id));
    for (const id of picked) if (!there.has(id)) picked.delete(id);
    update();
    draw();
  }
  return runs.some((run) => run.state === "running") ? 2000 : 5000;
});
