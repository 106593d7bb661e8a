// Elements. Texts of papers come into the page here only: as text, never as markup.

const put = (made, properties, children) => {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick") made.addEventListener("click", value);
    else if (name === "style") Object.assign(made.style, value);
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
};
const make = (tag, properties = {}, ...children) => put(document.createElement(tag), properties, children);
const draw = (tag, properties = {}, ...children) => put(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);

const count = (value) => value.toLocaleString("en");
const plural = (value, one, many) => `${count(value)} ${value === 1 ? one : many || `${one}s`}`;
const webAddress = (text) => /^https?:\/\//i.test(text || "");

// ---------------------------------------------------------------------------------------------- width of texts
const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();
const widthOf = (text, size = 13, weight = 400) => {
  const key = `${weight} ${size}|${text}`;
  if (!widths.has(key)) {
    ruler.font = `${weight} ${size}px ${FONT}`;
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
};

// as much of a text as there is room for
const cut = (text, room, size = 13, weight = 400) => {
  let kept = text.slice(0, 300).replace(/\s+/gu, " ");
  if (kept.length === text.length && widthOf(kept, size, weight) <= room) return kept;
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(`${kept.slice(0, middle).trimEnd()}…`, size, weight) <= room) low = middle;
    else high = middle - 1;
  }
  kept = kept.slice(0, low).replace(/[\uD800-\uDBFF]$/u, "").trimEnd();
  return `${kept}…`;
};

// a text in lines of some width, the last one cut
const wrap = (text, room, most, size = 13, weight = 400) => {
  const words = text.slice(0, 1000).split(/\s+/u).filter(Boolean);
  const lines = [];
  while (words.length && lines.length < most) {
    if (lines.length === most - 1) {
      lines.push(cut(words.join(" "), room, size, weight));
      break;
    }
    let line = words.shift();
    while (words.length && widthOf(`${line} ${words[0]}`, size, weight) <= room) line += ` ${words.shift()}`;
    lines.push(cut(line, room, size, weight));
  }
  return lines;
};

// ---------------------------------------------------------------------------------------------- signs of types
// each type has a colour and a shape, for those who see colours otherwise and for print
const outlines = {
  paper: (r) => `M${-r * 0.8},${-r}h${r * 1.1}l${r * 0.5},${r * 0.5}v${r * 1.5}h${-r * 1.6}z`,
  method: (r) => `M${-r},0a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0z`,
  task: (r) => `M0,${-r * 1.15}L${r * 1.15},0L0,${r * 1.15}L${-r * 1.15},0z`,
  dataset: (r) => `M${-r * 0.9},${-r * 0.9}h${r * 1.8}v${r * 1.8}h${-r * 1.8}z`,
  metric: (r) => `M0,${-r * 1.1}L${r * 1.1},${r * 0.85}H${-r * 1.1}z`,
  hardware: (r) => `M${-r * 0.55},${-r}h${r * 1.1}l${r * 0.55},${r}l${-r * 0.55},${r}h${-r * 1.1}l${-r * 0.55},${-r}z`,
  result: (r) => `M${-r * 0.7},${-r * 0.25}h${r * 0.45}v${-r * 0.45}h${r * 0.5}v${r * 0.45}h${r * 0.45}v${r * 0.5}h${-r * 0.45}v${r * 0.45}h${-r * 0.5}v${-r * 0.45}h${-r * 0.45}z`,
};
const colorOf = (type) => (typeOf.get(type) || { color: "#888888" }).color;
const outline = (type, r) => (outlines[type] || outlines.method)(r);
const swatch = (type) => draw("svg", { class: "kg-swatch", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, draw("path", { d: outline(type, 6), fill: colorOf(type) }));

const nameButton = (id, label) =>
  make("button", { type: "button", class: "kg-name", "data-node": id, onclick: () => choose(id) }, swatch(nodes[id].type), make("bdi", {}, label || nameOf(id)));

// a list that shows its beginning and the rest when asked
const inPieces = (list, size, show, holder = make("ul")) => {
  const more = (from) => {
    holder.append(...list.slice(from, from + size).map(show));
    if (from + size >= list.length) return;
    const button = make("button", { type: "button", class: "kg-small" }, `${count(list.length - from - size)} more`);
    const row = make("li", {}, button);
    button.addEventListener("click", () => {
      row.remove();
      more(from + size);
    });
    holder.append(row);
  };
  more(0);
  return holder;
};
