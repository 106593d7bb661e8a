// What is shown, and the address that brings it back.

const state = { view: "map", of: [], group: 0, node: null, edge: null, table: false };
const views = new Set(["map", "around", "path", "lineage", "compare", "flow", "all"]);

const toAddress = () => {
  const about = state.view === "map" ? (state.group ? [String(state.group)] : []) : state.of.map((id) => short(nodes[id].iri));
  const more = new URLSearchParams();
  const list = (name, set, text = (item) => item) => set.size && more.set(name, [...set].map(text).sort().join(" "));
  list("types", filters.types);
  list("predicates", filters.predicates);
  list("hidden", filters.hidden, (id) => encodeURIComponent(short(nodes[id].iri)));
  if (filters.sure) more.set("sure", String(filters.sure));
  if (yearsCut()) more.set("years", `${filters.from}-${filters.to}`);
  if (state.node !== null) more.set("node", short(nodes[state.node].iri));
  if (state.edge !== null) more.set("edge", String(state.edge));
  if (state.table) more.set("table", "1");
  const query = more.toString();
  return `#${[state.view, ...about].map(encodeURIComponent).join("/")}${query ? `?${query}` : ""}`;
};

// the panel opens with the picture where there is room for both, which there is not in a frame of another page
const initial = () => Object.assign(state, { view: page.start.view, of: page.start.of, group: 0, table: false, edge: null, node: page.start.view === "around" && window.innerHeight > 560 ? page.start.of[0] : null });

// what an address says; what it names and the graph does not hold is left out
const fromAddress = (address) => {
  unfilter();
  initial();
  const [path, query] = address.replace(/^#/, "").split("?");
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const [view, ...about] = path.split("/").map(decoded);
  if (!views.has(view)) return;
  const known = (text) => numberOf.get(text);
  const of = about.map(known).filter((id) => id !== undefined);
  if (view === "map") Object.assign(state, { view, of: [], group: groups[Number(about[0])] ? Number(about[0]) : 0, node: null });
  else if (of.length || view === "all" || view === "flow") Object.assign(state, { view, of, node: null });
  else return;
  const more = new URLSearchParams(query || "");
  const words = (name) => (more.get(name) || "").split(" ").filter(Boolean);
  filters.types = new Set(words("types").filter((name) => typeOf.has(name)));
  filters.predicates = new Set(words("predicates").filter((name) => predicateOf.has(name)));
  filters.hidden = new Set(words("hidden").map(decoded).map(known).filter((id) => id !== undefined));
  filters.sure = Math.min(1, Math.max(0, Number(more.get("sure")) || 0));
  const years = /^(\d{4})-(\d{4})$/.exec(more.get("years") || "");
  if (years) Object.assign(filters, { from: Number(years[1]), to: Number(years[2]) });
  const chosen = known(more.get("node") || "");
  if (chosen !== undefined) state.node = chosen;
  const edge = more.get("edge");
  if (edge !== null && edges[Number(edge)]) state.edge = Number(edge);
  state.table = more.get("table") === "1";
};

let current = "";
const remember = (replace) => {
  const address = toAddress();
  if (address === current) return;
  current = address;
  if (replace) history.replaceState(null, "", address);
  else location.hash = address;
};

// go somewhere: a step that "back" undoes
const visit = (changes) => {
  Object.assign(state, changes);
  remember(false);
  show(true);
};
const around = (id) => visit({ view: "around", of: [id], node: id, edge: null });
const openGroup = (group) => visit({ view: "map", of: [], group, node: null, edge: null });
const choose = (id) => {
  if (state.view === "map" && state.group === 0 && !scene.nodes.has(id)) return around(id);
  if (state.view !== "map" && state.view !== "all" && !scene.nodes.has(id)) return around(id);
  return visit({ node: id, edge: null });
};
const chooseEdge = (id) => visit({ node: null, edge: id });
const release = () => visit({ node: null, edge: null });

let waiting = 0;
const refilter = () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    sift();
    remember(true);
    show(false);
  });
};
