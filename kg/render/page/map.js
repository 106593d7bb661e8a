// The map: regions with the names that tell most, and bundles of edges between them.

const groupName = (place) => {
  const { kind, names } = groups[place];
  if (place === 0) return "Whole graph";
  if (kind === "rest") return "Smaller groups";
  if (kind === "apart") return "Tied to nothing";
  return names.map((id) => cut(labelOf(id), 160)).join(" · ");
};

const within = (id, group) => chainOf(id).includes(group);
const membersOf = (group) => nodes.filter((node) => within(node.id, group)).map((node) => node.id);
// which child of a group a node lies in
const childOf = (id, group) => {
  const chain = chainOf(id);
  const at = chain.indexOf(group);
  return at >= 0 && at + 1 < chain.length ? chain[at + 1] : -1;
};

// for each child of a group: how many nodes of each type are shown, and the most telling of each
const tally = (group) => {
  const tallies = new Map(groups[group].children.map((child) => [child, { size: 0, types: new Map(), best: new Map() }]));
  for (const node of nodes) {
    if (!nodeShown[node.id]) continue;
    const child = tallies.get(childOf(node.id, group));
    if (!child) continue;
    child.size++;
    child.types.set(node.type, (child.types.get(node.type) || 0) + 1);
    if (!child.best.has(node.type)) child.best.set(node.type, []);
    const best = child.best.get(node.type);
    if (best.length < 12) best.push(node.id);
  }
  return tallies;
};

// shown edges between children of a group: "a b" -> edges
const bundlesOf = (group) => {
  const bundles = new Map();
  for (const edge of edges) {
    if (!edgeShown[edge.id] || isSlot(edge.predicate) || edge.predicate === "measures" || edge.predicate === "runsOn") continue;
    const [a, b] = [childOf(edge.from, group), childOf(edge.to, group)];
    if (a < 0 || b < 0 || a === b) continue;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(edge);
  }
  return bundles;
};
const byPredicate = (list) => {
  const counted = new Map();
  for (const edge of list) counted.set(edge.predicate, (counted.get(edge.predicate) || 0) + 1);
  return [...counted].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1)).map(([name, many]) => `${many} ${predicateLabel(name)}`).join(", ");
};
const bundleSaid = (ends) => {
  const found = bundlesOf(groups[ends[0]].parent).get(ends.join(" ")) || [];
  return `${plural(found.length, "edge")} between ${groupName(ends[0])} and ${groupName(ends[1])}: ${byPredicate(found)}`;
};

// metrics and hardware that are named in several regions: signs on the regions, no lines through the picture
const badgesOf = (group) => {
  const reached = new Map();
  for (const edge of edges) {
    if (!edgeShown[edge.id]) continue;
    for (const [id, from] of [[edge.to, edge.from], [edge.from, edge.to]]) {
      if (nodes[id].type !== "metric" && nodes[id].type !== "hardware") continue;
      const child = childOf(from, group);
      if (child < 0) continue;
      if (!reached.has(id)) reached.set(id, new Map());
      reached.get(id).set(child, (reached.get(id).get(child) || 0) + 1);
    }
  }
  const badges = new Map(groups[group].children.map((child) => [child, []]));
  for (const [id, children] of reached) for (const [child, many] of children) badges.get(child).push([id, many]);
  for (const list of badges.values()) list.sort((one, two) => two[1] - one[1] || one[0] - two[0]);
  return badges;
};

const map = (group) => {
  const column = narrow();
  const tallies = tally(group);
  const children = groups[group].children.filter((child) => tallies.get(child).size > 0);
  if (!children.length) return nothing("Nothing is left to draw.", nodes.length ? "The filters leave everything out." : "The graph holds no node yet.");
  const boxes = new Map(children.map((child) => [child, column ? groups[child].tall : groups[child].wide]));
  if (column) close_up(boxes);
  const badges = badgesOf(group);
  const cards = children.map((child) => card(child, boxes.get(child), tallies.get(child), badges.get(child)));
  const bundles = column ? [] : bundled(group, boxes);
  const kind = (name) => children.filter((child) => groups[child].kind === name).length;
  const note = column ? "Tap a region to open it." : group === 0 ? `${plural(kind("group"), "region")} of things that papers tie together. Click or zoom into one to open it; a line is a bundle of edges, the number says how many.` : "";
  return { box: boxOf([...boxes.values()], 6), elements: [...bundles, ...cards], nodes: new Set(), edges: edges.filter((edge) => edgeShown[edge.id] && within(edge.from, group) && within(edge.to, group)).map((edge) => edge.id), note, column };
};

// in one column, regions that filters emptied leave no gap
const close_up = (boxes) => {
  let top = 0;
  for (const [child, [x, , wide, high]] of boxes) {
    boxes.set(child, [x, top, wide, high]);
    top += high + 22;
  }
};

// ---------------------------------------------------------------------------------------------- a region
const card = (child, [x, y, wide, high], { size: many, types, best }, badges) => {
  const { kind, names, children } = groups[child];
  const made = draw("g", { class: `kg-card kg-${kind}`, "data-group": child, transform: `translate(${x} ${y})`, tabindex: 0, role: "button" });
  made.append(draw("rect", { class: "kg-ground", width: wide, height: high, rx: 12 }));
  const room = wide - 24;
  const line = (text, top, letters, weight, style) => made.append(draw("text", { class: style, x: 12, y: top, "font-size": letters, "font-weight": weight }, cut(text, room, letters, weight)));
  const head = kind === "group" ? names.map(labelOf) : [groupName(child)];
  line(head[0] || "", 23, 15, 700, "kg-label");
  line(kind === "group" ? head.slice(1).join(" · ") : kind === "rest" ? (children.length ? `${plural(children.length, "group")}, each small` : "one or two things each") : "named, but no edge says how", 40, 12.5, 500, "kg-label");
  made.append(...composition(types, many, room));
  listed(made, child, best, names, wide, high);
  foot(made, types, many, badges, wide, high);
  return made;
};

// a bar of the types that a region holds
const composition = (types, many, room) => {
  const bars = [];
  let at = 12;
  for (const type of page.types) {
    if (!types.has(type.name)) continue;
    const wide = (room * types.get(type.name)) / many;
    bars.push(draw("rect", { x: round(at), y: 48, width: round(Math.max(0.5, wide - 1)), height: 4, fill: type.color }));
    at += wide;
  }
  return bars;
};

// the names inside: methods and what else names things, then papers, in the rows there are
const listed = (made, child, best, names, wide, high) => {
  const rows = Math.max(1, Math.floor((high - 60 - 28) / 17));
  const titles = new Set(groups[child].kind === "group" ? names.map(labelOf) : []);
  const pick = (types) => types.flatMap((type) => best.get(type) || []).filter((id) => !titles.has(labelOf(id))).sort((one, two) => one - two);
  const things = pick(["method", "task", "dataset"]);
  const papers = pick(["paper"]);
  const kept = shared(things, papers, rows).flat();
  kept.forEach((id, row) => {
    const down = 69 + row * 17;
    const paper = nodes[id].type === "paper";
    made.append(
      draw("path", { d: outline(nodes[id].type, 4.5), fill: colorOf(nodes[id].type), transform: `translate(17 ${down})` }),
      draw("text", { class: paper ? "kg-remark" : "kg-label", x: 27, y: down + 4, "font-size": 12 }, cut(labelOf(id), wide - 38, 12)));
  });
};
const shared = (things, papers, rows) => {
  const some = Math.min(papers.length, Math.max(rows - things.length, Math.floor(rows / 2)));
  return [things.slice(0, rows - some), papers.slice(0, some)];
};

// what it holds in numbers, and its metrics as badges
const foot = (made, types, many, badges, wide, high) => {
  const papers = types.get("paper") || 0;
  const text = papers ? `${plural(papers, "paper")} · ${plural(many - papers, "thing")}` : plural(many, "thing");
  made.append(remark(text, 12, high - 11, "start", 11.5));
  let right = wide - 10;
  const left = 12 + widthOf(text, 11.5) + 10;
  for (const [id, times] of badges.slice(0, 4)) {
    const label = `${cut(labelOf(id), 84, 11)} ${times}`;
    const room = widthOf(label, 11) + 12;
    if (right - room < left) continue;
    right -= room;
    made.append(draw("g", { class: "kg-badge", transform: `translate(${round(right)} ${high - 24})` }, draw("rect", { width: room - 2, height: 17, rx: 8.5 }), draw("text", { x: (room - 2) / 2, y: 12.5, "text-anchor": "middle", "font-size": 11 }, label)));
    right -= 3;
  }
};

// ---------------------------------------------------------------------------------------------- bundles
const meet = (a, b) => a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];

const bundled = (group, boxes) => {
  const found = [...bundlesOf(group)].filter(([key]) => key.split(" ").every((end) => boxes.has(Number(end)))).sort((one, two) => two[1].length - one[1].length || (one[0] < two[0] ? -1 : 1));
  const taken = [...boxes.values()];
  const most = found.length ? found[0][1].length : 1;
  return found.map(([key, list]) => {
    const [a, b] = key.split(" ").map((end) => boxes.get(Number(end))).map(([x, y, wide, high]) => [x + wide / 2, y + high / 2]);
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const control = [(a[0] + b[0]) / 2 - dy * 0.12, (a[1] + b[1]) / 2 + dx * 0.12];
    const made = draw("g", { class: "kg-bundle", "data-bundle": key }, draw("path", { class: "kg-line", d: `M${round(a[0])},${round(a[1])}Q${control.map(round).join(",")} ${round(b[0])},${round(b[1])}`, "stroke-width": round(1.5 + 8 * Math.sqrt(list.length / most)) }));
    const text = count(list.length);
    const wide = widthOf(text, 11.5, 600) + 12;
    const spot = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8].map((t) => {
      const [u, v, w] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
      return [u * a[0] + v * control[0] + w * b[0] - wide / 2, u * a[1] + v * control[1] + w * b[1] - 9, wide, 18];
    }).find((one) => !taken.some((box) => meet([one[0] - 2, one[1] - 2, one[2] + 4, one[3] + 4], box)));
    if (spot) {
      taken.push(spot);
      made.append(draw("g", { class: "kg-pill", transform: `translate(${round(spot[0])} ${round(spot[1])})`, tabindex: 0, role: "button", "data-bundle": key, "aria-label": `${plural(list.length, "edge")} between ${key.split(" ").map((end) => groupName(Number(end))).join(" and ")}` },
        draw("rect", { width: round(wide), height: 18, rx: 9 }), draw("text", { x: round(wide / 2), y: 13, "text-anchor": "middle", "font-size": 11.5, "font-weight": 600 }, text)));
    }
    return made;
  });
};

// where the reader is: the whole, and the regions opened on the way
const trail = () => {
  const steps = [];
  if (state.view === "map") for (const place of chains[state.group]) steps.push([groupName(place), place]);
  else {
    steps.push(["Whole graph", 0]);
    const about = state.of.map((id) => cut(labelOf(id), 170));
    const words = { around: "Around", path: "Path", lineage: "Lineage of", compare: "Compare", flow: "By type", all: "All nodes" };
    steps.push([[words[state.view], about.join(state.view === "path" ? " to " : ", ")].join(" "), null]);
  }
  const last = steps.length - 1;
  element("trail").replaceChildren(...steps.flatMap(([text, place], index) => {
    const item = index === last ? make("span", { "aria-current": "page" }, make("bdi", {}, text)) : make("button", { type: "button", class: "kg-name", onclick: () => openGroup(place) }, make("bdi", {}, text));
    return index ? [make("span", { "aria-hidden": "true" }, " › "), item] : [item];
  }));
  element("map-button").setAttribute("aria-pressed", String(state.view === "map"));
  element("all-button").setAttribute("aria-pressed", String(state.view === "all"));
};
