// Sentences with the words marked that name the two ends of an edge.

const claimsOf = (edge) => details().claims[edge.id].map(([paper, quote, field, sure, rule]) => ({ paper, quote: details().quotes[quote], field, sure, rule }));
const quoteOf = (edge) => {
  const [first] = claimsOf(edge);
  return first ? first.quote : "";
};

// where the names of these nodes stand in a text, as [start, end] in order and apart
const found = (text, ids) => {
  const folded = text.toLowerCase();
  if (folded.length !== text.length) return []; // a letter that changes length when folded would shift the marks
  const spans = [];
  const names = ids.flatMap((id) => [nodes[id].name || nodes[id].label, ...(nodes[id].names || []), nodes[id].number ? nodes[id].number.text : ""]).filter((name) => name.length > 1 || /^\d$/.test(name));
  for (const name of [...new Set(names)].sort((a, b) => b.length - a.length)) {
    const wanted = name.toLowerCase();
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      const end = at + wanted.length;
      const whole = !/[\p{L}\p{N}]/u.test(text[at - 1] || "") && !/[\p{L}\p{N}]/u.test((text[end] || "").replace("s", ""));
      if (whole && !spans.some(([from, to]) => at < to && from < end)) spans.push([at, end]);
    }
  }
  return spans.sort((a, b) => a[0] - b[0]);
};

const marked = (text, ids) => {
  const parts = [];
  let at = 0;
  for (const [from, to] of found(text, ids)) {
    parts.push(text.slice(at, from), make("mark", {}, text.slice(from, to)));
    at = to;
  }
  parts.push(text.slice(at));
  return make("blockquote", { dir: "auto" }, ...parts);
};

const paperLine = (number) => {
  const { node, title, year, url } = details().papers[number];
  const name = node === null ? make("bdi", {}, title) : make("button", { type: "button", class: "kg-name", onclick: () => choose(node) }, make("bdi", {}, title));
  return make("p", { class: "kg-source" }, name, year ? ` (${year})` : "", webAddress(url) ? " " : "", webAddress(url) ? readLink(url, "read ↗", `Read ${title} (opens a new window)`) : "");
};
const readLink = (url, text, label) => make("a", { href: url, target: "_blank", rel: "noopener noreferrer", "aria-label": label }, text);

const claimBlock = (claim, ids, full) => {
  const block = make("div", { class: "kg-claim" }, marked(claim.quote, ids), paperLine(claim.paper));
  if (full) block.append(make("p", { class: "kg-quiet" }, [`confidence ${claim.sure.toFixed(2)}`, `from the ${claim.field}`, claim.rule && `rule ${claim.rule}`].filter(Boolean).join(" · ")));
  return block;
};
