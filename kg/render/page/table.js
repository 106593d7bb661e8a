// The facts of the picture as a table: for those who read rather than look, and for screen readers.

const HEADS = [
  ["Subject", (edge) => labelOf(edge.from).toLowerCase()],
  ["Predicate", (edge) => predicateLabel(edge.predicate)],
  ["Object", (edge) => labelOf(edge.to).toLowerCase()],
  ["Year", (edge) => (edge.years || [0])[0]],
  ["Confidence", (edge) => edge.sure],
  ["What a paper says", (edge) => quoteOf(edge)],
];
const order = { by: 0, up: true };
const AT_ONCE = 100;

const tableEdges = () => scene.edges.map((id) => edges[id]).filter((edge) => edge && edgeShown[edge.id]);

const sorted = (list) => {
  const key = HEADS[order.by][1];
  const keyed = list.map((edge) => [key(edge), edge]);
  const way = order.up ? 1 : -1;
  return keyed.sort(([a, one], [b, two]) => (a < b ? -way : a > b ? way : one.id - two.id)).map(([, edge]) => edge);
};

const tableRow = (edge) => make("tr", {},
  make("td", {}, nameButton(edge.from, cut(labelOf(edge.from), 220))),
  make("td", {}, make("button", { type: "button", class: "kg-small", "data-edge": edge.id, onclick: () => chooseEdge(edge.id) }, predicateLabel(edge.predicate))),
  make("td", {}, nameButton(edge.to, nodes[edge.to].type === "result" ? written(nodes[edge.to].number) : cut(labelOf(edge.to), 220))),
  make("td", { class: "kg-figure" }, edge.years ? edge.years.join(", ") : ""),
  make("td", { class: "kg-figure" }, edge.sure.toFixed(2)),
  make("td", { class: "kg-quote", dir: "auto" }, cut(quoteOf(edge), 900)));

const table = () => {
  const holder = element("table");
  element("table-button").setAttribute("aria-pressed", String(state.table));
  if (holder.hidden === state.table) requestAnimationFrame(() => fit());
  holder.hidden = !state.table;
  if (!state.table) return holder.replaceChildren();
  const list = sorted(tableEdges());
  const heads = HEADS.map(([title], index) => {
    const button = make("button", { type: "button", onclick: () => { order.up = order.by === index ? !order.up : true; order.by = index; table(); element("table").querySelectorAll("th button")[index].focus(); } }, title);
    return make("th", { scope: "col", "aria-sort": order.by === index ? (order.up ? "ascending" : "descending") : "none" }, button);
  });
  const body = make("tbody");
  const more = make("button", { type: "button", class: "kg-small" });
  let shown = 0;
  const grow = () => {
    body.append(...list.slice(shown, shown + AT_ONCE).map(tableRow));
    shown = Math.min(list.length, shown + AT_ONCE);
    more.textContent = `${count(list.length - shown)} more rows`;
    more.hidden = shown >= list.length;
  };
  grow();
  more.addEventListener("click", grow);
  return holder.replaceChildren(make("table", {}, make("caption", {}, `${plural(list.length, "fact")} of this picture`), make("thead", {}, make("tr", {}, ...heads)), body), more);
};
element("table-button").addEventListener("click", () => visit({ table: !state.table }));
