// All nodes as dots, drawn by vis-network on a canvas; each stands in its region, and its edges show when it is chosen.

let dots = null;
let strokes = null;
let canvas = null;

const dark = () => getComputedStyle(element("stage")).colorScheme.trim() === "dark" || (document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches);
const paint = (name) => getComputedStyle(element("stage")).getPropertyValue(`--${name}`).trim();
const SHAPES = { paper: "square", method: "dot", task: "diamond", dataset: "square", metric: "triangle", hardware: "hexagon", result: "star" };

const drawnIds = () => nodes.slice(0, page.drawn).filter((node) => nodeShown[node.id] && node.x !== undefined).map((node) => node.id);

const dot = (id, close) => {
  const node = nodes[id];
  const faded = close !== null && !close.has(id);
  return {
    id, x: node.x, y: node.y, shape: SHAPES[node.type] || "dot", size: id === state.node ? 14 : 9,
    label: cut(labelOf(id), 132, 12), opacity: faded ? 0.25 : 1,
    color: { background: colorOf(node.type), border: id === state.node ? paint("ink") : dark() ? "#ffffff66" : "#00000066", highlight: { background: colorOf(node.type), border: paint("ink") }, hover: { background: colorOf(node.type), border: paint("ink") } },
    font: { color: faded ? paint("line") : paint("ink") },
  };
};

// the edges of what is chosen, or else those within regions, faintly
const drawnEdges = (shown) => {
  const chosen = state.node;
  return edges.filter((edge) => edgeShown[edge.id] && shown.has(edge.from) && shown.has(edge.to) && (chosen === null ? nodes[edge.from].group === nodes[edge.to].group && !isSlot(edge.predicate) : edge.from === chosen || edge.to === chosen)).slice(0, 3000).map((edge) => ({
    id: edge.id, from: edge.from, to: edge.to, label: chosen === null ? undefined : predicateLabel(edge.predicate),
    color: { color: chosen === null ? paint("line") : paint("accent"), inherit: false }, font: { color: paint("ink"), strokeColor: paint("ground") },
  }));
};

const allScene = () => {
  const ids = drawnIds();
  const shown = new Set(ids);
  const close = state.node === null ? null : new Set([state.node, ...shownEdges(state.node).map((edge) => other(edge, state.node))]);
  if (!canvas) start();
  const want = ids.map((id) => dot(id, close));
  dots.remove(dots.getIds().filter((id) => !shown.has(id)));
  dots.update(want);
  const kept = drawnEdges(shown);
  strokes.clear();
  strokes.add(kept);
  const left = page.total - ids.length;
  const note = `${plural(ids.length, "node")} as dots in their regions${left > 0 ? `, ${count(left)} less telling ones left out` : ""}. Zoom in for names; click one for its edges.`;
  return { box: [0, 0, 1, 1], elements: [], nodes: shown, edges: edges.filter((edge) => edgeShown[edge.id] && shown.has(edge.from) && shown.has(edge.to)).map((edge) => edge.id), note };
};

// the regions behind the dots, each under its names in letters of the same size at every zoom
const behind = (context) => {
  const boxes = new Map();
  for (const id of dots.getIds()) {
    const root = chainOf(id)[1];
    const { x, y } = nodes[id];
    const [a, b, c, d] = boxes.get(root) || [Infinity, Infinity, -Infinity, -Infinity];
    boxes.set(root, [Math.min(a, x), Math.min(b, y), Math.max(c, x), Math.max(d, y)]);
  }
  const scale = canvas.getScale();
  const letters = Math.min(40, 13 / scale);
  context.font = `650 ${letters}px ${FONT}`;
  context.textAlign = "left";
  for (const [root, [left, top, right, bottom]] of boxes) {
    context.fillStyle = paint("raised");
    context.strokeStyle = paint("line");
    context.lineWidth = 1 / scale;
    context.beginPath();
    context.roundRect(left - 80, top - 56, right - left + 160, bottom - top + 92, 18);
    context.fill();
    context.stroke();
    context.fillStyle = paint("ink");
    const text = root === undefined ? "Tied to several" : groupName(root);
    context.fillText(cut(text, ((right - left + 140) * 13) / letters, 13, 650), left - 70, top - 52 + letters);
  }
};

const start = () => {
  dots = new vis.DataSet();
  strokes = new vis.DataSet();
  const options = JSON.parse(data("options")); // pyvis hands its options over as JSON already
  canvas = new vis.Network(element("canvas"), { nodes: dots, edges: strokes }, options);
  canvas.on("beforeDrawing", behind);
  canvas.on("click", ({ nodes: [id], edges: [edge] }) => (id !== undefined ? choose(id) : edge !== undefined ? chooseEdge(edge) : release()));
  canvas.on("doubleClick", ({ nodes: [id] }) => id !== undefined && around(id));
  canvas.on("hoverNode", ({ node, pointer }) => tip(said({ dataset: { node } }), pointer.DOM.x, pointer.DOM.y));
  canvas.on("hoverEdge", ({ edge, pointer }) => tip(sentence(edges[edge]), pointer.DOM.x, pointer.DOM.y));
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) canvas.on(name, unhover);
  requestAnimationFrame(fitAll);
};
const fitAll = () => {
  if (!canvas) return;
  canvas.fit({ maxZoomLevel: 1.2 });
  // the trail lies over the upper edge, the notice over the lower
  canvas.moveTo({ scale: canvas.getScale() * 0.9 });
};
const zoomAll = (factor) => canvas && canvas.moveTo({ scale: canvas.getScale() * factor });
