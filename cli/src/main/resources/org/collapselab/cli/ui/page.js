/** Code shared by all pages of the dashboard. Text is only put on a page as text nodes. */

const THEME = "collapse-theme";

/** Whether pages are dark: as chosen here, or else as the system is. */
export function isDark() {
  return (localStorage.getItem(THEME) ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

/** Marks the page as dark or light, with a button for the other; charts follow when it is loaded again. */
function theme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  const other = isDark() ? "light" : "dark";
  document.querySelector("header")?.append(element("button", {
    type: "button", class: "theme", onclick: () => {
      localStorage.setItem(THEME, other);
      window.location.reload();
    }
  }, other === "dark" ? "Dark" : "Light"));
}

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

/** Opens the comparison of the selected runs. */
export function compare(picked) {
  const query = [...picked].map((id) => "run=" + encodeURIComponent(id)).join("&");
  window.location.assign("/compare?" + query);
}

/** A choice that keeps its value while its options change. */
export class Choice {
  node;
  #select;

  constructor(label, changed) {
    this.#select = element("select", { onchange: changed });
    this.node = element("label", {}, label, this.#select);
  }

  offer(options, preferred) {
    const values = options.map(([value]) => value);
    const present = [...this.#select.options].map((option) => option.value);
    if (JSON.stringify(values) !== JSON.stringify(present)) {
      const kept = present.length > 0 && values.includes(this.#select.value) ? this.#select.value : values.includes(preferred) ? preferred : values[0];
      this.#select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
      if (kept !== undefined) this.#select.value = kept;
    }
    this.node.hidden = options.length < 2;
    return this.#select.value;
  }
}

theme();
