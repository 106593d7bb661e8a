// Numbers as bars: one chart for each metric and unit, levels apart from changes.

const resultsAbout = (id) => {
  if (nodes[id].type === "result") return [id];
  const own = shownEdges(id).filter((edge) => nodes[other(edge, id)].type === "result").map((edge) => other(edge, id));
  return [...new Set(own)];
};

// what tells a number from the others of its chart
const about = (slots, number, id) => {
  const said_ = [];
  if (slots.method !== undefined && slots.method !== id) said_.push(labelOf(slots.method));
  if (slots.dataset !== undefined && slots.dataset !== id) said_.push(`on ${labelOf(slots.dataset)}`);
  if (slots.baseline !== undefined) said_.push(slots.baseline === id ? "against it" : `against ${labelOf(slots.baseline)}`);
  if (slots.hardware !== undefined && slots.hardware !== id) said_.push(`with ${labelOf(slots.hardware)}`);
  if (number.condition) said_.push(number.condition);
  return said_.join(", ");
};

const chartsOf = (id) => {
  const charts = new Map();
  for (const result of resultsAbout(id)) {
    const number = nodes[result].number;
    if (!number) continue;
    const slots = slotsOf(result);
    const metric = slots.metric === undefined ? "a number" : labelOf(slots.metric);
    const key = [metric, number.unit || "", number.kind || ""].join("\u0000");
    if (!charts.has(key)) charts.set(key, { metric, slot: slots.metric, unit: number.unit || "", kind: number.kind || "", rows: [] });
    charts.get(key).rows.push({ result, number, text: written(number), about: about(slots, number, id) });
  }
  const value = (row) => (row.number.value === undefined ? -Infinity : row.number.value);
  for (const chart of charts.values()) chart.rows.sort((a, b) => value(b) - value(a) || a.result - b.result);
  return [...charts.values()].sort((a, b) => b.rows.length - a.rows.length || (a.metric < b.metric ? -1 : 1));
};

const KINDS = { value: "", change: "change", count: "cases" };
const chartOf = (chart) => {
  const most = Math.max(...chart.rows.map((row) => Math.abs(row.number.value || 0)), 0);
  const better = chart.slot === undefined ? "" : nodes[chart.slot].direction;
  const title = [chart.metric, KINDS[chart.kind], better && chart.kind !== "change" ? `${better} is better` : ""].filter(Boolean).join(" · ");
  const row = (one) => {
    const share = most && one.number.value !== undefined ? Math.abs(one.number.value) / most : 0;
    return make("li", {}, make("button", { type: "button", class: "kg-bar-row", "data-node": one.result, onclick: () => choose(one.result) },
      make("span", { class: "kg-bar-text" }, make("strong", {}, one.text), " ", make("bdi", {}, one.about)),
      make("span", { class: "kg-bar-back", "aria-hidden": "true" }, make("span", { class: "kg-bar-fill", style: { width: `${Math.max(1, Math.round(share * 100))}%` } }))));
  };
  return make("section", { class: "kg-chart" }, make("h4", {}, title), inPieces(chart.rows, 8, row));
};
const numbersPart = (id) => {
  const charts = chartsOf(id);
  if (!charts.length) return [];
  return [make("h3", {}, "Numbers"), ...charts.slice(0, 6).map(chartOf), charts.length > 6 ? inPieces(charts.slice(6), 0, (chart) => make("li", {}, chartOf(chart))) : null];
};
