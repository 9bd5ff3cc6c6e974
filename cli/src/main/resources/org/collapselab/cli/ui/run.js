import { Choice, Source, address, compare, count, element, isNetwork, number, progress, ratio, repeat, state } from "./page.js";
import { Chart, loss, perLayer, short, spectra } from "./charts.js";
import { Scatter } from "./scatter.js";
import { RunTable, SortedTable } from "./table.js";

const id = decodeURIComponent(window.location.pathname.split("/")[2]);
const api = "/api/runs/" + encodeURIComponent(id);
const TOP = 12;
const TAPS = { post: "after the activation", pre: "before the activation", weight: "weights", "": "whole network" };
const RESUMABLE = ["killed", "interrupted", "failed"];

/** A long table that grows: only new rows are requested. */
class Growing {
  #path;
  #next = 0;
  #mark = "";
  #first = true;

  constructor(path) {
    this.#path = path;
  }

  /** Reads all new rows; returns whether there were any. */
  async advance(accept, forget, show) {
    let changed = false;
    for (;;) {
      const slice = await new Source().read(`${api}/${this.#path}&from=${this.#next}&mark=${this.#mark}`);
      if (slice.reset) forget();
      changed ||= slice.reset || slice.rows.length > 0 || this.#first;
      this.#first = false;
      slice.rows.forEach(accept);
      this.#next = slice.next;
      this.#mark = slice.mark;
      if (!slice.more) return changed;
      show();
    }
  }
}

/** The numbers of a run by layer, tap and metric. */
class Numbers {
  #series = new Map();

  accept = ([step, , , layer, tap, item, value]) => {
    const key = JSON.stringify([layer, tap, item]);
    if (!this.#series.has(key)) this.#series.set(key, { layer, tap, item, points: [] });
    if (typeof value === "number") this.#series.get(key).points.push({ step, value });
  };

  forget = () => this.#series.clear();

  all() {
    return [...this.#series.values()];
  }

  whole(item) {
    return this.#series.get(JSON.stringify(["", "", item]))?.points ?? [];
  }

  items() {
    return [...new Set(this.all().filter((s) => s.layer !== "" && s.points.length > 0).map((s) => s.item))];
  }

  taps(item) {
    const found = new Set(this.all().filter((s) => s.layer !== "" && s.item === item).map((s) => s.tap));
    return Object.keys(TAPS).filter((tap) => found.has(tap)).concat([...found].filter((tap) => !(tap in TAPS)));
  }

  lines(item, tap) {
    return this.all()
      .filter((s) => s.item === item && s.tap === tap && s.layer !== "")
      .map((s) => ({ label: short(s.layer), points: s.points }));
  }
}

const metrics = new Numbers();
const singular = new Numbers();
const growingMetrics = new Growing("metrics?split=train");
const growingSpectra = new Growing(`spectra?split=train&top=${TOP}`);
const sources = { details: new Source(), spectrum: new Source(), log: new Source() };
let details = null;
let lastSpectra = [];

const content = document.getElementById("content");

function figure(title, caption, ...choices) {
  const chart = element("div", { class: "chart" });
  const empty = element("p", { class: "quiet" });
  const node = element(
    "figure", {}, element("h2", {}, title), element("div", { class: "controls" }, ...choices.map((c) => c.node)),
    empty, chart, element("figcaption", {}, caption));
  content.append(node);
  const drawn = new Chart(chart);
  return (found, missing) => {
    empty.textContent = found ? "" : missing;
    chart.hidden = !found;
    if (found) drawn.show(...found);
  };
}

const X_AXES = [["linear", "linear"], ["log", "logarithmic"]];

/** The figures of a network, and how they are drawn from the available data. */
function networkFigures() {
  const redraw = () => draw();
  const [lossX, lossY, item, tap, nc1X, rankTap, spectrumTap, spectrumY, matrix, matrixX] =
    ["Steps", "Loss", "Metric", "Tap", "Steps", "Tap", "Tap", "Values", "Matrix", "Steps"].map((label) => new Choice(label, redraw));
  const figures = {
    loss: figure("Loss of the head", "Fit plus penalties of the head’s weights and features is the DUFM objective, on the evaluation subset of the training set; dashed lines are the losses of the reference solutions, known from the start if λ_H is given and otherwise once the run has ended.", lossX, lossY),
    layers: figure("Collapse per layer", "nc1_trace_ratio is tr Σ_W / tr Σ_B, the variability within classes divided by that between class means; 0 means collapse.", item, tap, nc1X),
    ranks: figure("Numerical ranks", "Singular values above measure.rank_tolerance times the largest.", rankTap),
    spectra: figure("Spectra at the last measurement", "Singular values of class means or weights; once the run has ended, report.html compares them with the predicted ones.", spectrumTap, spectrumY),
    leading: figure("Leading singular values over time", `The ${TOP} largest of one matrix; zeros are not shown.`, matrix, matrixX)
  };
  const draw = () => {
    const width = Math.max(240, content.clientWidth - 42);
    const waiting = "Nothing has been measured yet.";
    const references = details.references.map((r) => ({ ...r, text: number(r.loss) }));
    const axes = [["log", "logarithmic"], ["linear", "linear"]].concat(references.length > 0 ? [["near", "near the references"]] : []);
    const parts = lossSeries();
    figures.loss(parts.get("dufm_objective").length + parts.get("fit").length > 0 &&
      loss(parts, references, { logX: lossX.offer(X_AXES) === "log", axis: lossY.offer(axes, "log"), width }), waiting);

    const items = metrics.items().filter((name) => !name.startsWith("rank_"));
    const shownItem = item.offer(items.map((name) => [name, short(name)]), "nc1_trace_ratio");
    const taps = (of) => metrics.taps(of).map((name) => [name, TAPS[name] ?? short(name)]);
    const shownTap = tap.offer(taps(shownItem));
    const lines = metrics.lines(shownItem, shownTap);
    figures.layers(lines.length > 0 && perLayer(lines, {
      title: short(shownItem), logX: nc1X.offer(X_AXES) === "log", logY: isLogarithmic(shownItem, lines), width
    }), waiting);

    const ranks = metrics.lines("rank_numerical", rankTap.offer(taps("rank_numerical")));
    figures.ranks(ranks.length > 0 && perLayer(ranks, { title: "rank", whole: true, width }), waiting);

    const kinds = Object.keys(TAPS).filter((name) => lastSpectra.some((s) => s.tap === name));
    const kind = spectrumTap.offer(kinds.map((name) => [name, TAPS[name]]));
    const logY = spectrumY.offer([["linear", "linear"], ["log", "logarithmic"]]) === "log";
    const last = lastSpectra.filter((s) => s.tap === kind).map((s) => ({ label: short(s.layer), values: s.values }));
    figures.spectra(last.length > 0 && spectra(last, { logY, width }), waiting);

    const places = [...new Map(singular.all().map((s) => [JSON.stringify([s.layer, s.tap]), s])).entries()];
    const chosen = matrix.offer(places.map(([key, s]) => [key, named(s)]), lastHidden(places));
    const [layer, of] = chosen ? JSON.parse(chosen) : ["", ""];
    const values = singular.all().filter((s) => s.layer === layer && s.tap === of && Number(s.item) <= TOP)
      .map((s) => ({ label: "σ" + s.item, points: s.points }));
    figures.leading(values.length > 0 && perLayer(values, {
      title: "singular value", logX: matrixX.offer(X_AXES) === "log", logY: true, width
    }), waiting);
  };
  return draw;
}

/** Adds ½λ_H‖H_1‖² if λ_H was matched to the run afterwards: the references contain this term. */
function lossSeries() {
  const parts = new Map(["dufm_objective", "fit", "penalty_head", "penalty_features"].map((name) => [name, metrics.whole(name)]));
  const matched = details.comparison?.matched_lambda_h;
  if (typeof matched === "number") {
    const penalty = new Map(metrics.whole("h1_squared_norm").map((point) => [point.step, matched / 2 * point.value]));
    const plus = (points) => points.filter((p) => penalty.has(p.step)).map((p) => ({ step: p.step, value: p.value + penalty.get(p.step) }));
    parts.set("dufm_objective", plus(parts.get("dufm_objective")));
    parts.set("penalty_features", [...penalty].map(([step, value]) => ({ step, value })));
  }
  return parts;
}

function isLogarithmic(item, lines) {
  if (item.startsWith("nc1") || item === "cdnv") return true;
  let least = Infinity;
  let largest = -Infinity;
  for (const { points } of lines) {
    for (const { value } of points) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
  }
  return least > 0 && largest / least > 100;
}

function named({ layer, tap }) {
  const known = (details.comparison?.layers ?? []).find((l) => l.layer === layer && l.tap === tap);
  return (known ? known.symbol + " · " : "") + short(layer) + " " + short(tap);
}

/** The features that enter the last weight matrix. */
function lastHidden(places) {
  const post = places.filter(([, s]) => s.tap === "post");
  return post.at(-1)?.[0] ?? places.at(-1)?.[0];
}

function head() {
  const run = details.run;
  document.title = `${run.name} – Collapse Lab`;
  document.getElementById("name").textContent = run.name;
  const parts = id.split("/");
  const path = document.getElementById("path");
  path.replaceChildren(" / ");
  if (parts.length === 2) path.append(element("a", { href: address(parts[0]) }, parts[0]), " / ");
  path.append(parts.at(-1));
  document.getElementById("description").textContent = run.description ?? "";
  const box = document.getElementById("state");
  box.replaceChildren(state(run), ...progress(run));
  if (run.note) box.append(element("p", {}, run.note));
  const command = run.kind === "sweep" && run.state === "unfinished" ? "sweep --resume"
    : run.kind === "run" && RESUMABLE.includes(run.state) ? "resume" : null;
  if (command) box.append(element("p", {}, "Continue with: ", element("code", {}, `collapse ${command} ${details.directory}`)));
  run.problems.forEach((problem) => box.append(element("p", { class: "error" }, problem)));
  const tiles = !isNetwork(run) ? [] : [
    ["accuracy", number(run.accuracy)], ["DNC1", number(run.dnc1)], ["loss of the head", number(run.loss)],
    ["loss / DNC", ratio(run, "loss_dnc")], ["loss / best known", ratio(run, "loss_best_known")],
    ["loss of DNC", number(run.loss_dnc)], ["loss of SRG", number(run.loss_srg)], ["epoch", number(run.epoch)]];
  document.getElementById("numbers").replaceChildren(
    ...tiles.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));
  document.getElementById("links").replaceChildren(
    ...details.files.map((file) => element("a", { href: `${address(id)}/files/${file}` }, file)));
}

/** A section of text that is scrolled to its end as it grows. */
function logSection() {
  const text = element("pre", { class: "log" });
  content.append(element("section", {}, element("h2", {}, "run.log"), text));
  return ({ text: lines, cut }) => {
    text.textContent = (cut ? "…\n" : "") + (lines || "There is no log.");
    text.scrollTop = text.scrollHeight;
  };
}

function sweepSections() {
  const picked = new Set();
  const button = element("button", { type: "button", disabled: true, onclick: () => compare(picked) }, "Compare");
  const runs = element("section", { hidden: true });
  const place = element("div", { class: "scroll" });
  runs.append(element("h2", {}, "Runs"), element("div", { class: "bar" }, button), place);
  const trials = element("section");
  const note = element("p", { class: "quiet" });
  const cells = element("div", { class: "scroll" });
  const scatter = new Scatter("Trials", "One mark for each trial that has ended; the figure grows while the sweep runs.");
  trials.append(element("h2", {}, "Trials"), note, cells);
  content.append(runs, scatter.node, trials);
  const table = new RunTable(place, picked, () => (button.disabled = picked.size === 0));
  const sorted = new SortedTable(cells, "trials");
  return () => {
    runs.hidden = details.runs.length === 0;
    table.show(details.runs, variedKeys(details.runs));
    const found = details.trials;
    scatter.node.hidden = !found;
    if (!found) {
      note.textContent = "No trial has ended yet.";
      return;
    }
    note.textContent = found.all > found.rows.length ? `The first ${count(found.rows.length)} of ${count(found.all)}.` : "";
    const columns = found.columns.map((name, i) => ({ title: name, value: (row) => row[i], show: (row) => shown(row[i]) }));
    sorted.show(columns, found.rows);
    const different = (name) => new Set(found.rows.map((row) => row[found.columns.indexOf(name)])).size;
    const varied = found.columns.slice(found.columns.indexOf("setting") + 1, found.columns.indexOf("seed"));
    scatter.show(columns, found.rows, {
      x: varied.sort((a, b) => different(b) - different(a))[0] ?? "seed",
      y: ["loss_over_dnc", "loss", "test_error", "rank"].find((name) => found.columns.includes(name)),
      colour: found.columns.includes("verdict") ? "verdict" : varied[1],
      name: (row) => row[found.columns.indexOf("trial")]
    }, Math.max(240, content.clientWidth - 42));
  };
}

function variedKeys(runs) {
  return [...new Set(runs.flatMap((run) => Object.keys(run.keys ?? {})))];
}

function shown(cell) {
  return /^-?[0-9.]+(e[-+]?[0-9]+)?$/i.test(cell) && /[.e]/i.test(cell) ? number(Number(cell)) : cell;
}

let drawNetwork = null;
let drawSweep = null;
let drawLog = null;
let lastDrawn = -Infinity;

/** Draws the available part of a long table from time to time, while the rest is loading. */
function showSome() {
  if (performance.now() - lastDrawn < 1500) return;
  drawNetwork();
  lastDrawn = performance.now();
}

async function network(changed) {
  if (!drawNetwork) {
    drawNetwork = networkFigures();
    drawLog = logSection();
    let waiting = null;
    window.addEventListener("resize", () => {
      clearTimeout(waiting);
      waiting = setTimeout(drawNetwork, 200);
    });
  }
  const log = await sources.log.read(api + "/log");
  if (log) drawLog(log);
  const spectrum = await sources.spectrum.read(api + "/spectrum");
  if (spectrum) lastSpectra = spectrum.spectra;
  const advanced = [
    await growingMetrics.advance(metrics.accept, metrics.forget, showSome),
    await growingSpectra.advance(singular.accept, singular.forget, showSome)
  ];
  if (changed || spectrum || advanced.includes(true)) drawNetwork();
}

repeat(async () => {
  const answer = await sources.details.read(api);
  if (answer) {
    details = answer;
    head();
  }
  if (isNetwork(details.run)) await network(Boolean(answer));
  if (details.run.kind === "sweep" && answer) {
    drawSweep ??= sweepSections();
    drawSweep();
  }
  return details.run.state === "running" ? 2000 : 10000;
});
