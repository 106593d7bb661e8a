// The data of the page, and what follows from them alone.

const element = (id) => document.getElementById(`kg-${id}`);
const data = (name) => JSON.parse(element(`data-${name}`).textContent);
const page = data("page");
const nodes = data("nodes");
const edges = data("edges");
const groups = page.groups;
const BASE = "https://w3id.org/paperkg/";

// who says what is most of the file: it stands behind this script and is read when first asked for
let read = null;
const details = () => {
  read = read || data("details");
  return read;
};

const typeOf = new Map(page.types.map((type) => [type.name, type]));
const predicateOf = new Map(page.predicates.map((predicate) => [predicate.name, predicate]));
const typeLabel = (name) => (typeOf.get(name) || { label: name }).label;
const predicateLabel = (name) => (predicateOf.get(name) || { label: name }).label;
const isSlot = (predicate) => (predicateOf.get(predicate) || { slot: false }).slot;
const short = (iri) => (iri.startsWith(BASE) ? iri.slice(BASE.length) : iri);
const numberOf = new Map(nodes.map((node) => [short(node.iri), node.id]));

// names that nobody could see get words instead
const visible = (text) => (/[^\s\p{C}\p{Z}]/u.test(text) ? text : "(a name without visible letters)");
const nameOf = (id) => visible(nodes[id].name || nodes[id].label);
const labelOf = (id) => visible(nodes[id].label);

const incident = nodes.map(() => []);
for (const edge of edges) {
  incident[edge.from].push(edge);
  if (edge.to !== edge.from) incident[edge.to].push(edge);
}
const other = (edge, id) => (edge.from === id ? edge.to : edge.from);
const objects = (id, predicate) => incident[id].filter((edge) => edge.from === id && edge.predicate === predicate).map((edge) => edge.to);
const subjects = (id, predicate) => incident[id].filter((edge) => edge.to === id && edge.predicate === predicate).map((edge) => edge.from);

// the groups that a group lies in, from the root down to itself
const chains = groups.map((_, place) => {
  const chain = [];
  for (let at = place; at >= 0; at = groups[at].parent) chain.unshift(at);
  return chain;
});
const chainOf = (id) => (nodes[id].group < 0 ? [0] : chains[nodes[id].group]);

// the year of a paper, or of the first paper that proposes a thing, or else that says anything of it
const yearOf = nodes.map((node) => node.year || null);
for (const wanted of ["proposes", null]) {
  const found = new Map();
  for (const edge of edges) {
    if (!edge.years || (wanted && edge.predicate !== wanted)) continue;
    for (const end of [edge.from, edge.to]) {
      if (yearOf[end] === null) found.set(end, Math.min(found.get(end) || Infinity, edge.years[0]));
    }
  }
  for (const [id, year] of found) yearOf[id] = year;
}
const allYears = [...new Set([...nodes.map((node) => node.year), ...edges.flatMap((edge) => edge.years || [])].filter(Boolean))].sort((a, b) => a - b);
const firstYear = allYears[0] || 0;
const lastYear = allYears[allYears.length - 1] || 0;

// what a result is about: {method, metric, dataset, task, baseline, hardware} as node numbers, and its paper
const slotsOf = (id) => {
  const slots = {};
  for (const edge of incident[id]) {
    if (edge.from === id) slots[edge.predicate] = edge.to;
    else if (edge.predicate === "reports") slots.paper = edge.from;
  }
  return slots;
};
const written = (number) => {
  const unit = number.unit || "";
  const sign = number.direction === "up" ? "↑ " : number.direction === "down" ? "↓ " : "";
  return sign + number.text + (unit && !["%", "x", "×"].includes(unit) ? " " : "") + unit;
};
