// Columns by type: papers, what they propose, what that builds on, and what it is for and tried on.

const COLUMNS = [
  ["Papers", (id) => nodes[id].type === "paper"],
  ["Proposed", (id) => nodes[id].type === "method" && subjects(id, "proposes").length > 0],
  ["Methods used or compared", (id) => nodes[id].type === "method"],
  ["Tasks and datasets", (id) => nodes[id].type === "task" || nodes[id].type === "dataset"],
  ["Measured by, run on", (id) => nodes[id].type === "metric" || nodes[id].type === "hardware"],
  ["Numbers", (id) => nodes[id].type === "result"],
];
const DEEP = 30; // rows of a column

const withNeighbours = (of) => [...new Set([...of, ...of.flatMap((id) => shownEdges(id).map((edge) => other(edge, id)))])].sort((a, b) => a - b);

const columnsOf = (ids, first) => {
  const left = new Set(ids);
  return COLUMNS.map(([title, holds]) => {
    const all = [...left].filter(holds).sort((a, b) => first.has(b) - first.has(a) || degree[b] - degree[a] || a - b);
    for (const id of all) left.delete(id);
    return { title, all, shown: all.slice(0, DEEP) };
  }).filter((column) => column.all.length);
};

// what is joined stands near: each column is sorted by the middle of what it is joined with, to and fro
const untangle = (columns, joined) => {
  const at = new Map();
  const number = () => columns.forEach((column) => column.shown.forEach((id, row) => at.set(id, (row + 0.5) / column.shown.length)));
  number();
  for (let round_ = 0; round_ < 8; round_++) {
    for (const column of round_ % 2 ? [...columns].reverse() : columns) {
      const own = new Set(column.shown);
      const pull = new Map(column.shown.map((id) => {
        const known = (joined.get(id) || []).filter((to) => !own.has(to) && at.has(to)).map((to) => at.get(to));
        return [id, known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : at.get(id)];
      }));
      column.shown.sort((a, b) => pull.get(a) - pull.get(b) || a - b);
      column.shown.forEach((id, row) => at.set(id, (row + 0.5) / column.shown.length));
    }
  }
};

const flow = (ids, strong = [], group = null) => {
  const first = new Set(strong);
  const wanted = ids.filter((id) => nodeShown[id] && (nodes[id].type !== "result" || first.has(id) || group === null));
  if (!wanted.length) return nothing("Nothing is left to draw.", "The filters leave everything out.");
  const columns = columnsOf(wanted, first);
  const among = new Set(columns.flatMap((column) => column.shown));
  const inner = edges.filter((edge) => edgeShown[edge.id] && among.has(edge.from) && among.has(edge.to) && edge.from !== edge.to);
  const joined = new Map();
  for (const edge of inner) for (const end of [edge.from, edge.to]) joined.set(end, [...(joined.get(end) || []), other(edge, end)]);
  untangle(columns, joined);
  const [step, room] = [268, 168];
  const deepest = Math.max(...columns.map((column) => column.shown.length));
  const high = deepest * Math.max(24, Math.min(36, 640 / deepest));
  const spots = new Map();
  const parts = [];
  const places = [];
  columns.forEach((column, index) => {
    const x = index * step;
    const gap = Math.min(40, high / column.shown.length);
    const top = (high - gap * column.shown.length) / 2;
    parts.push(heading(`${column.title} (${count(column.all.length)})`, x - 6, top - 14));
    column.shown.forEach((id, row) => spots.set(id, [x, top + (row + 0.5) * gap, index]));
    const bottom = top + gap * column.shown.length;
    if (column.all.length > column.shown.length) parts.push(remark(`${count(column.all.length - column.shown.length)} more in the table`, x - 6, bottom + 16));
    places.push([x - 10, top - 30, room + 30, bottom - top + 54]);
  });
  const lines = inner.map((edge) => flowLine(edge, spots, room));
  const marks = [...among].map((id) => nodeMark(id, ...spots.get(id), { room, strong: first.has(id), label: nodes[id].type === "result" ? written(nodes[id].number) : labelOf(id) }));
  const kept = new Set(wanted);
  return { box: boxOf(places, 10), elements: [...parts, ...lines, ...marks], nodes: among, edges: edges.filter((edge) => edgeShown[edge.id] && kept.has(edge.from) && kept.has(edge.to)).map((edge) => edge.id), note: group !== null ? ties(group) : "", middle: undefined };
};

// from the right of one label to the sign of the other; within a column a bow on its left
const flowLine = (edge, spots) => {
  const [[x1, y1, one], [x2, y2, two]] = [spots.get(edge.from), spots.get(edge.to)];
  if (one === two) return link(edge, bow(x1 - 8, y1, y2, -1));
  const [left, right] = one < two ? [edge.from, edge.to] : [edge.to, edge.from];
  const begin = spots.get(left)[0] + 14 + Math.min(168, widthOf(cut(nodes[left].type === "result" ? written(nodes[left].number) : labelOf(left), 168)));
  const d = level(begin + 4, spots.get(left)[1], spots.get(right)[0] - 9, spots.get(right)[1]);
  return link(edge, d, left === edge.from ? "to" : "from");
};

// what a region is tied to outside itself
const ties = (group) => {
  if (groups[group].kind === "apart") return "Papers name these things, and no sentence says how they are tied to anything else.";
  let out = 0;
  for (const edge of edges) if (edgeShown[edge.id] && !isSlot(edge.predicate) && within(edge.from, group) !== within(edge.to, group)) out++;
  return out ? `${plural(out, "edge")} lead out of this region.` : "No edge leads out of this region: its papers name nothing that the others name.";
};
