// What is left out: types, predicates, unsure edges, other years, and nodes that the reader hid.

const filters = { types: new Set(), predicates: new Set(), sure: 0, from: firstYear, to: lastYear, hidden: new Set() };
const unfilter = () => Object.assign(filters, { types: new Set(), predicates: new Set(), sure: 0, from: firstYear, to: lastYear, hidden: new Set() });
const yearsCut = () => filters.from > firstYear || filters.to < lastYear;
const filtered = () => filters.types.size + filters.predicates.size + filters.hidden.size > 0 || filters.sure > 0 || yearsCut();

const edgeShown = new Uint8Array(edges.length);
const nodeShown = new Uint8Array(nodes.length);
const degree = new Uint32Array(nodes.length); // of shown edges

const inYears = (years) => !yearsCut() || (years || []).some((year) => year >= filters.from && year <= filters.to);

// to be called whenever the filters change
const sift = () => {
  degree.fill(0);
  const said = new Uint8Array(nodes.length);
  for (const edge of edges) {
    const shown = !filters.predicates.has(edge.predicate) && edge.sure >= filters.sure && inYears(edge.years);
    edgeShown[edge.id] = shown ? 1 : 0;
    if (shown) said[edge.from] = said[edge.to] = 1;
  }
  // with unsure edges or other years left out, what only those edges spoke of is left out too
  const strict = filters.sure > 0 || yearsCut();
  for (const node of nodes) {
    const dated = !node.year || inYears([node.year]);
    const known = !strict || said[node.id] || (node.year ? dated : !incident[node.id].length && !yearsCut());
    nodeShown[node.id] = !filters.types.has(node.type) && !filters.hidden.has(node.id) && dated && known ? 1 : 0;
  }
  for (const edge of edges) {
    if (!nodeShown[edge.from] || !nodeShown[edge.to]) edgeShown[edge.id] = 0;
    if (!edgeShown[edge.id]) continue;
    degree[edge.from]++;
    degree[edge.to]++;
  }
};
const shownEdges = (id) => incident[id].filter((edge) => edgeShown[edge.id]);

// ---------------------------------------------------------------------------------------------- controls
const tick = (set, item, sign) => {
  const box = make("input", { type: "checkbox", value: item.name });
  box.checked = !set().has(item.name);
  box.addEventListener("change", () => {
    if (box.checked) set().delete(item.name);
    else set().add(item.name);
    refilter();
  });
  return make("li", {}, make("label", { title: item.definition || "" }, box, sign, make("span", {}, item.label), make("span", { class: "kg-count" }, count(item.count))));
};

const slider = (label, id, least, most, step, value, change) => {
  const input = make("input", { type: "range", id: `kg-${id}`, min: least, max: most, step, value, "aria-label": label });
  input.addEventListener("input", () => change(Number(input.value)));
  return input;
};

const yearFilter = () => {
  if (firstYear === lastYear) return null;
  const said = make("output", { class: "kg-count" });
  const say = () => { said.textContent = filters.from === filters.to ? `${filters.from}` : `${filters.from} – ${filters.to}`; };
  const tally = new Map();
  for (const node of nodes) if (node.year) tally.set(node.year, (tally.get(node.year) || 0) + 1);
  const most = Math.max(1, ...tally.values());
  const wide = 200 / (lastYear - firstYear + 1);
  const bars = draw("svg", { class: "kg-years", viewBox: "0 0 200 28", preserveAspectRatio: "none", "aria-hidden": "true" });
  for (const [year, papers] of tally) {
    const high = (26 * papers) / most;
    bars.append(draw("rect", { x: (year - firstYear) * wide + 0.5, y: 28 - high, width: Math.max(0.5, wide - 1), height: high, "data-year": year }));
  }
  const dim = () => { for (const bar of bars.children) bar.classList.toggle("kg-off", bar.dataset.year < filters.from || bar.dataset.year > filters.to); };
  const change = (name) => (value) => {
    filters[name] = value;
    if (filters.from > filters.to) filters[name === "from" ? "to" : "from"] = value;
    from.value = filters.from;
    to.value = filters.to;
    say();
    dim();
    refilter();
  };
  const from = slider("From year", "from", firstYear, lastYear, 1, filters.from, change("from"));
  const to = slider("To year", "to", firstYear, lastYear, 1, filters.to, change("to"));
  say();
  dim();
  return make("section", {}, make("h2", {}, "Papers by year ", said), bars, from, to);
};

const sureFilter = () => {
  const least = edges.reduce((low, edge) => Math.min(low, edge.sure), 1);
  if (least > 0.99) return null;
  const said = make("output", { class: "kg-count" });
  const say = () => { said.textContent = filters.sure > 0 ? `at least ${filters.sure.toFixed(2)}` : "any"; };
  say();
  const floor = Math.floor(least * 20) / 20;
  return make("section", {}, make("h2", {}, "Confidence ", said),
    slider("Least confidence of an edge", "sure", floor, 1, 0.05, filters.sure || floor, (value) => {
      filters.sure = value <= floor ? 0 : value;
      say();
      refilter();
    }));
};

const folding = (title, open, ...inside) => {
  const made = make("details", { class: "kg-fold" }, make("summary", {}, make("h2", {}, title)), ...inside);
  made.open = open;
  return made;
};

const filterControls = () => [
  yearFilter(),
  sureFilter(),
  folding("Types", true, make("ul", { id: "kg-types" }, ...page.types.map((type) => tick(() => filters.types, type, swatch(type.name))))),
  folding("Predicates", false, make("ul", { id: "kg-predicates" }, ...page.predicates.map((predicate) => tick(() => filters.predicates, predicate, null)))),
  make("button", { type: "button", id: "kg-reset", onclick: () => { unfilter(); refilter(); sidebar(); } }, "Reset filters"),
];
