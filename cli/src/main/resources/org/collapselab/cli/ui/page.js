/** Code shared by all pages of the dashboard. Text is only put on a page as text nodes. */

/** An element; children are elements or texts, attributes that are null are left out. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && typeof value !== "string") node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Four significant digits; a dash if there is no number. */
export function number(value) {
  if (typeof value !== "number" || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return value.toExponential(3);
  return size >= 1e4 ? String(Math.round(value)) : String(Number(value.toPrecision(4)));
}

/** A whole number with thousands separators. */
export function count(value) {
  return typeof value === "number" ? value.toLocaleString("en-US") : "–";
}

export function address(id) {
  return "/runs/" + encodeURIComponent(id);
}

/** Requests data; undefined if they have not changed. */
export class Source {
  #tag = null;

  async read(path) {
    const headers = this.#tag ? { "If-None-Match": this.#tag } : {};
    const response = await fetch(path, { headers, cache: "no-store" });
    if (response.status === 304) return undefined;
    const body = await response.json();
    if (!response.ok) throw new Error(body.error);
    this.#tag = response.headers.get("ETag");
    return body;
  }
}

/** Does something now and repeatedly; it returns the number of milliseconds until the next time. */
export async function repeat(work) {
  const problem = document.getElementById("problem");
  for (;;) {
    let pause = 5000;
    try {
      if (!document.hidden) pause = await work();
      problem.textContent = "";
    } catch (error) {
      problem.textContent =
        error instanceof TypeError && /fetch|network/i.test(error.message)
          ? "‘collapse ui’ does not answer. This page updates again once it does."
          : error.message;
    }
    await new Promise((done) => setTimeout(done, document.hidden ? 1000 : pause));
  }
}

export function state(run) {
  return element("span", { class: "state state-" + String(run.state).replace(/[^a-z]/g, "") }, run.state);
}

/** Steps, or trials of a sweep, with a bar while they run. */
export function progress(run) {
  const unit = run.kind === "sweep" ? " trials" : "";
  if (typeof run.step !== "number") return [];
  const total = run.total_steps;
  const text = typeof total === "number" ? `${count(run.step)} / ${count(total)}${unit}` : count(run.step) + unit;
  const parts = [text];
  if (run.state === "running" && total > 0) {
    parts.push(element("progress", { max: total, value: Math.min(run.step, total), "aria-label": "progress" }));
  }
  return parts;
}

/** Whether it has the numbers of a network. */
export function isNetwork(run) {
  return run.kind === "run" || run.kind === "measurement";
}

/** The loss of the head as a multiple of a reference's; a dash if either is unknown. */
export function ratio(run, reference) {
  return run[reference] > 0 && typeof run.loss === "number" ? number(run.loss / run[reference]) : "–";
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

function row(run, picked, onPick) {
  const compared = run.kind === "run" || run.kind === "sweep";
  const box = compared
    ? element("input", {
        type: "checkbox", checked: picked.has(run.id), "aria-label": "Select " + run.name,
        onchange: (event) => onPick(run.id, event.target.checked)
      })
    : null;
  const cell = (label, text, small) =>
    element("td", { class: "number", "data-label": label }, text, small ? element("small", {}, small) : null);
  const name = run.kind === "unknown" ? run.name : element("a", { href: link(run) }, run.name);
  const network = isNetwork(run);
  return element(
    "tr", {},
    element("td", { class: "pick" }, box),
    element("td", { class: "name" }, name, run.name === run.id ? null : element("small", {}, run.id.split("/").at(-1)),
      ...run.tags.map((tag) => element("span", { class: "tag" }, tag))),
    element("td", { class: "time" }, run.started),
    element("td", {}, state(run), run.note && run.state !== "completed" ? element("small", { class: "note" }, run.note) : null,
      ...run.problems.map((problem) => element("small", { class: "note error" }, problem))),
    element("td", {}, ...progress(run)),
    ...(network
      ? [cell("accuracy", number(run.accuracy)), cell("DNC1", number(run.dnc1)), cell("loss of the head", number(run.loss), ratios(run))]
      : [element("td"), element("td"), element("td")])
  );
}

/** Runs as a table. */
export function table(runs, picked, onPick) {
  const heads = ["", "Run", "Started", "State", "Step", "Accuracy", "DNC1", "Loss of the head"];
  return element(
    "table", { class: "runs" },
    element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", {}, head)))),
    element("tbody", {}, ...runs.map((run) => row(run, picked, onPick)))
  );
}

/** Opens the comparison of the selected runs. */
export function compare(picked) {
  const query = [...picked].map((id) => "run=" + encodeURIComponent(id)).join("&");
  window.location.assign("/compare?" + query);
}
