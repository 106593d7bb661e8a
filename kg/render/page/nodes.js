// Nodes and edges as SVG.

const ROW = 24; // the height that a node with its label beside it takes

// for screen readers: the label as drawn, then what it stands for
const spoken = (text, id) => [text, typeLabel(nodes[id].type), nameOf(id) === text ? "" : nameOf(id).slice(0, 200)].filter(Boolean).join(", ");

// a node with its label on one side ("right", "left") or under it ("below"), in no more than `room`
const nodeMark = (id, x, y, { side = "right", room = 170, label = labelOf(id), strong = false } = {}) => {
  const node = nodes[id];
  const letters = strong ? 15 : 13;
  const weight = strong ? 650 : 400;
  const text = cut(label, room, letters, weight);
  const wide = widthOf(text, letters, weight);
  const offset = 12;
  const made = draw("g", { class: `kg-node kg-${node.type}${strong ? " kg-strong" : ""}`, "data-node": id, transform: `translate(${Math.round(x)} ${Math.round(y)})`, tabindex: 0, role: "button", "aria-label": spoken(text, id) });
  const left = side === "right" ? -9 : side === "left" ? -offset - wide - 4 : -wide / 2 - 4;
  const top = side === "below" ? -9 : -ROW / 2 + 1;
  made.append(draw("rect", { class: "kg-back", x: left, y: top, width: side === "below" ? wide + 8 : wide + offset + 13, height: side === "below" ? 34 : ROW - 2, rx: 6 }));
  made.append(draw("path", { class: "kg-sign", d: outline(node.type, strong ? 8 : 6), fill: colorOf(node.type) }));
  const at = side === "below" ? { x: 0, y: 20 } : { x: side === "right" ? offset : -offset, y: 4.5 };
  const anchor = side === "below" ? "middle" : side === "right" ? "start" : "end";
  made.append(draw("text", { class: "kg-label kg-halo", x: at.x, y: at.y, "text-anchor": anchor, "font-size": letters, "font-weight": weight }, text));
  return made;
};

// an edge along a path, with a wider one under it for the pointer; `arrow` is at the end "to", or "from", or none
const link = (edge, d, arrow = "to") => draw("g", { class: `kg-edge kg-p-${edge.predicate}`, "data-edge": edge.id },
  draw("path", { class: "kg-hit", d }),
  draw("path", { class: "kg-line", d, "marker-end": arrow === "to" ? "url(#kg-arrow)" : null, "marker-start": arrow === "from" ? "url(#kg-arrow)" : null }));

const round = (value) => Math.round(value * 10) / 10;
// a curve that leaves and arrives level
const level = (x1, y1, x2, y2) => {
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  const way = x2 >= x1 ? 1 : -1;
  return `M${round(x1)},${round(y1)}C${round(x1 + way * bend)},${round(y1)} ${round(x2 - way * bend)},${round(y2)} ${round(x2)},${round(y2)}`;
};
// a curve between two places of one column, bent out to one side
const bow = (x, y1, y2, way) => {
  const out = x + way * Math.min(60, 14 + Math.abs(y2 - y1) * 0.3);
  return `M${round(x)},${round(y1)}C${round(out)},${round(y1)} ${round(out)},${round(y2)} ${round(x)},${round(y2)}`;
};

const heading = (text, x, y, anchor = "start") => draw("text", { class: "kg-heading kg-halo", x, y, "text-anchor": anchor, "font-size": 12, "font-weight": 650 }, text);
const remark = (text, x, y, anchor = "start", letters = 12) => draw("text", { class: "kg-remark", x, y, "text-anchor": anchor, "font-size": letters }, text);
const moreRow = (id, text, x, y, anchor) => draw("g", { class: "kg-more", "data-more": id, tabindex: 0, role: "button", "aria-label": `${text}, in the panel` }, draw("text", { x, y: y + 4.5, "text-anchor": anchor, "font-size": 12 }, text));

// a picture of nothing says why it is empty
const nothing = (...lines) => ({
  box: [-300, -60, 600, 120], nodes: new Set(), edges: [], note: "",
  elements: lines.map((text, index) => draw("text", { class: index ? "kg-remark" : "kg-heading", x: 0, y: index * 24, "text-anchor": "middle", "font-size": index ? 13 : 15 }, text)),
});

const boxOf = (places, margin = 20) => {
  const [left, top, right, bottom] = places.reduce(([a, b, c, d], [x, y, w, h]) => [Math.min(a, x), Math.min(b, y), Math.max(c, x + w), Math.max(d, y + h)], [Infinity, Infinity, -Infinity, -Infinity]);
  return [left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin];
};
