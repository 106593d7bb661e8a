// The graph at a glance: how much there is, and what stands out; under it the filters.

// things by how many others say something of them
const leaders = (predicates, end, many = 3) => {
  const tallied = new Map();
  for (const edge of edges) {
    if (!edgeShown[edge.id] || !predicates.includes(edge.predicate) || edge.from === edge.to) continue;
    const id = edge[end];
    if (end === "from" && nodes[id].type === "paper") continue;
    tallied.set(id, (tallied.get(id) || 0) + 1);
  }
  return [...tallied].sort((one, two) => two[1] - one[1] || one[0] - two[0]).slice(0, many).filter(([, times]) => times > 1);
};

const LEADERS = [
  ["Most built on", ["uses", "extends"], "to"],
  ["Most often beaten", ["outperforms"], "to"],
  ["Beats most", ["outperforms"], "from"],
  ["Most tested on", ["evaluatesOn"], "to"],
  ["Most measured", ["measures"], "to"],
];

const glance = () => {
  const parts = [];
  const sum = page.types.map((type) => [type, nodes.reduce((total, node) => total + (node.type === type.name && nodeShown[node.id] ? 1 : 0), 0)]).filter(([, many]) => many);
  parts.push(make("p", { class: "kg-sum" }, sum.map(([type, many]) => plural(many, type.label.toLowerCase(), type.name === "hardware" ? "hardware" : undefined)).join(", "), nodes.length < page.total ? ` of ${count(page.total)} nodes` : ""));
  const lists = LEADERS.map(([title, predicates, end]) => [title, leaders(predicates, end)]).filter(([, list]) => list.length);
  for (const [title, list] of lists) {
    parts.push(make("h3", {}, title), make("ol", { class: "kg-leaders" }, ...list.map(([id, times]) => make("li", {}, nameButton(id, cut(labelOf(id), 150)), make("span", { class: "kg-count" }, count(times))))));
  }
  return parts;
};

const sidebar = () => element("side").replaceChildren(
  make("button", { type: "button", class: "kg-small kg-narrow", onclick: closeSide }, "Close"),
  make("section", { class: "kg-glance" }, make("h2", {}, "At a glance"), ...glance()),
  make("section", { class: "kg-filters" }, make("h2", {}, "Filters"), ...filterControls()),
  make("p", { class: "kg-help" }, make("kbd", {}, "/"), " search, ", make("kbd", {}, "Tab"), " to walk the picture, ", make("kbd", {}, "Enter"), " to open, ", make("kbd", {}, "Esc"), " to close. Drag to move, wheel or pinch to zoom."));

const closeSide = () => {
  element("side").classList.remove("kg-open");
  element("side-button").setAttribute("aria-expanded", "false");
};
element("side-button").addEventListener("click", () => {
  const open = element("side").classList.toggle("kg-open");
  element("side-button").setAttribute("aria-expanded", String(open));
  if (open) element("side").focus();
});
