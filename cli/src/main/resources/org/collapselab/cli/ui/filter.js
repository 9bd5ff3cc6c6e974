const isNumber = (word) => word !== "" && Number.isFinite(Number(word));

/**
 * Whether a run matches the text in the filter, all words of which must be found: a key and its
 * value ("seed 7") if the run has that key, numbers as whole words, other words anywhere.
 */
export function matches(run, typed) {
  const plain = (value) => value.toLowerCase().replace(/\s*=\s*/g, " ");
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const tags = run.tags.map(plain);
  const text = [run.name, run.id, run.state, run.note, run.kind, run.started, ...tags].join(" ").toLowerCase();
  const numbers = new Set(text.split(/[^\p{L}\p{N}.+]+/u));
  const found = (word) => (isNumber(word) ? numbers.has(word) : text.includes(word));
  for (let i = 0; i < words.length; i++) {
    const isKey = i + 1 < words.length && tags.some((tag) => tag.startsWith(words[i] + " "));
    const pair = words[i] + " " + words[i + 1];
    const isPair = isKey && tags.some((tag) => tag === pair || tag.startsWith(pair + " "));
    if (isPair) i++;
    else if (!found(words[i]) || (isKey && isNumber(words[i + 1]))) return false;
  }
  return true;
}
