// What is known of the chosen node, edge or bundle.

const head = (...about_) => make("div", { class: "kg-head" }, ...about_, make("button", { type: "button", class: "kg-small", "aria-label": "Close details", onclick: release }, "close"));
const entry = (term, ...values) => [make("dt", {}, term), make("dd", {}, ...values)];
const action = (text, act_, more = {}) => make("button", { type: "button", class: "kg-small", onclick: act_, ...more }, text);
const apart = (list) => list.flatMap((item, index) => (index ? [" · ", make("bdi", {}, item)] : [make("bdi", {}, item)]));

const nodeFacts = (id) => {
  const node = nodes[id];
  const facts = [];
  if (node.names) facts.push(...entry("also", ...apart(node.names.slice(0, 12)), node.names.length > 12 ? ` and ${node.names.length - 12} more` : ""));
  if (node.direction) facts.push(...entry("better", node.direction));
  const family = objects(id, "variantOf");
  if (family.length) facts.push(...entry("variant of", ...family.map((one) => nameButton(one))));
  const kin = subjects(id, "variantOf");
  if (kin.length) facts.push(...entry("variants", ...kin.slice(0, 12).map((one) => nameButton(one))));
  if (node.paper) {
    if (node.paper.authors.length) facts.push(...entry("authors", make("bdi", {}, node.paper.authors.slice(0, 12).join(", "))));
    if (node.paper.issued) facts.push(...entry("issued", node.paper.issued));
    if (webAddress(node.paper.url)) facts.push(...entry("read", readLink(node.paper.url, node.paper.url)));
  } else if (yearOf[id]) facts.push(...entry("since", String(yearOf[id])));
  if (node.number) facts.push(...numberFacts(id));
  if (node.reasons) facts.push(...entry("merged", node.reasons.join("; ")));
  if (!incident[id].length) facts.push(...entry("edges", "none: a paper names it, and no sentence says how it is tied to anything"));
  return facts;
};

const numberFacts = (id) => {
  const { text, unit, condition, kind, direction } = nodes[id].number;
  const facts = [...entry("value", text)];
  if (unit) facts.push(...entry("unit", unit));
  if (kind) facts.push(...entry("kind", direction ? `${kind}, ${direction}` : kind));
  if (condition) facts.push(...entry("condition", make("bdi", {}, condition)));
  for (const edge of incident[id]) {
    if (edge.from === id) facts.push(...entry(predicateLabel(edge.predicate), nameButton(edge.to)));
    else if (edge.predicate === "reports") facts.push(...entry("paper", nameButton(edge.from)));
  }
  return facts;
};

// choosing a second node for a path or a comparison: the search says for what
const pickOther = (id, view, words) => {
  pending = { id, view };
  const box = element("search");
  box.value = "";
  box.placeholder = words;
  box.focus();
};

const hide = (id) => {
  filters.hidden.add(id);
  if (state.of.includes(id)) return visitAfterHiding({ view: "map", of: [], node: null });
  return visitAfterHiding({ node: null });
};
const visitAfterHiding = (changes) => {
  sift();
  visit({ ...changes, edge: null });
};

const actions = (id) => {
  const { type } = nodes[id];
  const here = state.view === "around" && state.of.includes(id);
  return make("div", { class: "kg-actions", role: "group", "aria-label": "What to draw of it" },
    here && state.of.length === 1 ? null : action("Neighbourhood", () => around(id)),
    state.view === "around" && !here ? action("Expand", () => visit({ view: "around", of: [...state.of, id], node: id, edge: null })) : null,
    action("Path to …", () => pickOther(id, "path", `Path from ${cut(labelOf(id), 120)} to …`)),
    type === "result" || type === "paper" ? null : action("Compare with …", () => pickOther(id, "compare", `Compare ${cut(labelOf(id), 110)} with …`)),
    type === "method" ? action("Lineage", () => visit({ view: "lineage", of: [id], node: id, edge: null })) : null,
    state.view === "compare" && !state.of.includes(id) ? action("Add to comparison", () => visit({ of: [...state.of, id] })) : null,
    nodes[id].group > 0 && type !== "result" ? action("Show on map", () => visit({ view: "map", of: [], group: nodes[id].group, node: id, edge: null })) : null,
    action("Hide", () => hide(id)));
};

const nodePanel = (id) => {
  const parts = [head(swatch(nodes[id].type), typeLabel(nodes[id].type)), make("h2", { class: "kg-name-of", dir: "auto" }, cut(nameOf(id), 9000))];
  parts.push(actions(id), make("dl", {}, ...nodeFacts(id)));
  if (nodes[id].type !== "result") parts.push(...numbersPart(id));
  for (const sector of sectorsOf(id)) {
    if (sector.key === NUMBERS) continue;
    parts.push(folding(`${sector.title} (${count(sector.items.length)})`, true, inPieces(sector.items, 12, ({ id: to, edge }) => edgeItem(to, edge, [id, to]))));
  }
  const slots = nodes[id].type === "result" ? incident[id].filter((edge) => edge.predicate === "reports") : [];
  for (const edge of slots) parts.push(make("h3", {}, "What the paper says"), ...claimsOf(edge).map((claim) => claimBlock(claim, [id, ...Object.values(slotsOf(id))], true)));
  return parts;
};

// a neighbour with the first sentence that says so, the others when asked
const edgeItem = (to, edge, ids) => {
  const claims = claimsOf(edge);
  const row = make("li", { class: "kg-said" }, nameButton(to), ...claims.slice(0, 1).map((claim) => claimBlock(claim, ids, false)));
  if (claims.length > 1) row.append(action(`${claims.length} sentences say so`, () => chooseEdge(edge.id)));
  return row;
};

const edgePanel = (edge) => [
  head("Edge"),
  make("h2", { class: "kg-name-of" }, predicateLabel(edge.predicate)),
  make("dl", {}, ...entry("from", nameButton(edge.from)), ...entry("to", nameButton(edge.to)), ...entry("confidence", edge.sure.toFixed(2)), ...(edge.years ? entry("years", edge.years.join(", ")) : [])),
  make("h3", {}, "What papers say"),
  claimsOf(edge).length ? inPieces(claimsOf(edge), 12, (claim) => make("li", {}, claimBlock(claim, [edge.from, edge.to], true))) : make("p", {}, "A query made this edge; no paper says it in these words."),
];

const showBundle = (ends) => {
  const list = bundlesOf(groups[ends[0]].parent).get(ends.join(" ")) || [];
  open_([
    head("Bundle of edges"),
    make("h2", { class: "kg-name-of" }, `${groupName(ends[0])} and ${groupName(ends[1])}`),
    make("p", {}, byPredicate(list)),
    inPieces(list, 30, (edge) => make("li", { class: "kg-said" }, nameButton(edge.from), " ", make("button", { type: "button", class: "kg-small", onclick: () => chooseEdge(edge.id) }, predicateLabel(edge.predicate)), " ", nameButton(edge.to))),
  ]);
};

const open_ = (parts) => {
  const holder = element("panel");
  const before = size().width;
  holder.hidden = parts === null;
  holder.replaceChildren(...(parts || []).filter(Boolean));
  holder.scrollTop = 0;
  if (parts) holder.classList.remove("kg-low");
  if (size().width !== before && parts !== null) bringBack();
};
const panel = () => open_(state.node !== null ? nodePanel(state.node) : state.edge !== null ? edgePanel(edges[state.edge]) : null);

// the panel takes room from the picture: what is in the middle stays in the middle
const bringBack = () => { if (!narrow() && state.view !== "all") fit(); };
