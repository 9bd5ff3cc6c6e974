/** What Vega expects of a browser or of Node and V8 alone does not have. */
globalThis.structuredClone = (value) => JSON.parse(JSON.stringify(value));
globalThis.setTimeout = () => { throw new Error("no timers here"); };
globalThis.clearTimeout = () => {};
const quiet = () => {};
globalThis.console = { log: quiet, warn: quiet, error: quiet, info: quiet, debug: quiet };
