// The picture as SVG: what is drawn, where the reader looks, what the pointer does.

const picture = element("picture");
const stage = element("stage");
const world = draw("g", { class: "kg-world" });
const arrow = draw("marker", { id: "kg-arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" }, draw("path", { d: "M0,0.8L8,4L0,7.2z", class: "kg-arrow" }));
picture.append(draw("defs", {}, arrow), world);

// scene: {box: [x, y, width, height], elements, nodes: Set, edges: [edge numbers], note, column}
let scene = { box: [0, 0, 1, 1], elements: [], nodes: new Set(), edges: [], note: "", column: false };
const camera = { x: 0, y: 0, scale: 1 };
const size = () => ({ width: Math.max(200, stage.clientWidth), height: Math.max(200, stage.clientHeight) });
const narrow = () => size().width < 640;

const look = () => world.setAttribute("transform", `translate(${camera.x.toFixed(2)} ${camera.y.toFixed(2)}) scale(${camera.scale.toFixed(4)})`);
const MARGIN = { top: 46, side: 14, bottom: 34 };

const fit = () => {
  if (state.view === "all") return fitAll();
  const { width, height } = size();
  const [x, y, wide, high] = scene.box;
  const across = (width - 2 * MARGIN.side) / wide;
  const down = (height - MARGIN.top - MARGIN.bottom) / high;
  // a column is read from its top; anything else is seen whole, but for what would be too small to read on a phone
  const least = narrow() ? 0.62 : 0;
  camera.scale = scene.column ? Math.min(across, 1.3) : Math.max(least, Math.min(across, down, 1.3));
  camera.x = (width - wide * camera.scale) / 2 - x * camera.scale;
  camera.y = MARGIN.top + Math.max(0, (height - MARGIN.top - MARGIN.bottom - high * camera.scale) / 2) - y * camera.scale;
  if (camera.scale === least && wide * least > width) camera.x = width / 2 - (scene.middle || x + wide / 2) * camera.scale;
  return look();
};

const zoomBy = (factor, x = size().width / 2, y = size().height / 2) => {
  if (state.view === "all") return zoomAll(factor);
  const scale = Math.max(0.15, Math.min(6, camera.scale * factor));
  camera.x = x - ((x - camera.x) * scale) / camera.scale;
  camera.y = y - ((y - camera.y) * scale) / camera.scale;
  camera.scale = scale;
  return look();
};

const show = (moved) => {
  const all = state.view === "all";
  picture.toggleAttribute("hidden", all);
  element("canvas").hidden = !all;
  const before = scene;
  scene = all ? allScene() : sceneOf(state);
  if (!all) {
    world.replaceChildren(...scene.elements);
    picture.classList.remove("kg-hovering");
  }
  trail();
  notice();
  panel();
  table();
  if (!all && (moved || before.box.join() !== scene.box.join())) fit();
  mark();
  document.documentElement.dataset.kgReady = "1";
};

const sceneOf = ({ view, of, group }) => {
  if (view === "around") return of.length > 1 ? flow(withNeighbours(of), of) : rings(of[0]);
  if (view === "path") return line(of);
  if (view === "lineage") return lineage(of[0]);
  if (view === "compare") return compare(of);
  if (view === "flow") return flow(of.length ? withNeighbours(of) : nodes.map((node) => node.id), of);
  return groups[group].children.length ? map(group) : flow(membersOf(group), [], group);
};

const notice = () => {
  const left = filtered() ? " Filters are on." : "";
  element("notice").textContent = (scene.note || "") + left;
  element("notice").hidden = !element("notice").textContent;
};

// what is chosen, and what the chosen is joined with
const mark = () => {
  for (const item of world.querySelectorAll(".kg-chosen")) item.classList.remove("kg-chosen");
  const wanted = state.node !== null ? `[data-node="${state.node}"]` : state.edge !== null ? `[data-edge="${state.edge}"]` : null;
  if (wanted) for (const item of world.querySelectorAll(wanted)) item.classList.add("kg-chosen");
};

// ---------------------------------------------------------------------------------------------- pointer and keys
const target = (event) => event.target.closest("[data-node],[data-edge],[data-group],[data-bundle],[data-more]");
const act = (item) => {
  const { node, edge, group, bundle, more } = item.dataset;
  if (more !== undefined) visit({ node: Number(more), edge: null });
  else if (node !== undefined) choose(Number(node));
  else if (edge !== undefined) chooseEdge(Number(edge));
  else if (group !== undefined) openGroup(Number(group));
  else if (bundle !== undefined) showBundle(bundle.split(" ").map(Number));
};

const near = (item) => {
  const { node, edge, group, bundle } = item.dataset;
  const kept = new Set();
  const keep = (selector) => { for (const found of world.querySelectorAll(selector)) kept.add(found); };
  if (node !== undefined) {
    keep(`[data-node="${node}"]`);
    for (const one of incident[Number(node)]) {
      if (!world.querySelector(`[data-edge="${one.id}"]`)) continue;
      keep(`[data-edge="${one.id}"]`);
      keep(`[data-node="${other(one, Number(node))}"]`);
    }
  } else if (edge !== undefined) {
    keep(`[data-edge="${edge}"]`);
    for (const end of [edges[edge].from, edges[edge].to]) keep(`[data-node="${end}"]`);
  } else if (group !== undefined) {
    keep(`[data-group="${group}"]`);
    for (const found of world.querySelectorAll("[data-bundle]")) {
      const ends = found.dataset.bundle.split(" ");
      if (!ends.includes(group)) continue;
      kept.add(found);
      for (const end of ends) keep(`[data-group="${end}"]`);
    }
  } else if (bundle !== undefined) {
    keep(`[data-bundle="${bundle}"]`);
    for (const end of bundle.split(" ")) keep(`[data-group="${end}"]`);
  }
  return kept;
};

const hover = (item, x, y) => {
  const kept = near(item);
  for (const one of world.querySelectorAll(".kg-near")) one.classList.remove("kg-near");
  for (const one of kept) one.classList.add("kg-near");
  picture.classList.toggle("kg-hovering", kept.size > 1);
  tip(said(item), x, y);
};
const unhover = () => {
  picture.classList.remove("kg-hovering");
  element("tip").hidden = true;
};

const said = ({ dataset: { node, edge, group, bundle, more } }) => {
  if (more !== undefined) return "The whole list stands in the panel";
  if (node !== undefined) return `${typeLabel(nodes[node].type)}: ${nameOf(Number(node))}${yearOf[node] ? ` (${yearOf[node]})` : ""}`;
  if (edge !== undefined) return sentence(edges[edge]);
  if (group !== undefined) return `Open: ${groupName(Number(group))}`;
  return bundleSaid(bundle.split(" ").map(Number));
};
const sentence = (edge) => `${labelOf(edge.from)} – ${predicateLabel(edge.predicate)} → ${labelOf(edge.to)}`;

const tip = (text, x, y) => {
  const holder = element("tip");
  holder.textContent = cut(text, 700);
  holder.hidden = !text;
  const { width, height } = size();
  holder.style.left = `${Math.max(4, Math.min(x + 12, width - holder.offsetWidth - 6))}px`;
  holder.style.top = `${Math.max(4, Math.min(y + 16, height - holder.offsetHeight - 6))}px`;
};

const pointers = new Map();
let travelled = 0;
let spread = 0;
const place = (event) => {
  const { left, top } = stage.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
};

picture.addEventListener("pointerdown", (event) => {
  pointers.set(event.pointerId, place(event));
  travelled = 0;
  spread = 0;
});
window.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const now = place(event);
  pointers.set(event.pointerId, now);
  travelled += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
  if (pointers.size === 2) {
    const [one, two] = [...pointers.values()];
    const apart = Math.hypot(one.x - two.x, one.y - two.y);
    if (spread) zoomBy(apart / spread, (one.x + two.x) / 2, (one.y + two.y) / 2);
    spread = apart;
  } else if (travelled > 4) {
    camera.x += now.x - before.x;
    camera.y += now.y - before.y;
    unhover();
    look();
  }
});
for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, (event) => pointers.delete(event.pointerId));

picture.addEventListener("click", (event) => {
  if (travelled > 4) return;
  const item = target(event);
  if (item) act(item);
  else if (state.node !== null || state.edge !== null) release();
});
picture.addEventListener("dblclick", (event) => {
  const item = target(event);
  if (item && item.dataset.node !== undefined) around(Number(item.dataset.node));
});
picture.addEventListener("pointerover", (event) => {
  const item = target(event);
  if (!item || event.pointerType === "touch") return unhover();
  const { x, y } = place(event);
  return hover(item, x, y);
});
picture.addEventListener("pointerleave", unhover);
picture.addEventListener("focusin", (event) => {
  const item = target(event);
  if (!item || !item.matches(":focus-visible")) return;
  const at = item.getBoundingClientRect();
  const holder = stage.getBoundingClientRect();
  // what the keyboard reaches is brought into sight
  if (at.left < holder.left || at.right > holder.right) camera.x += holder.left + holder.width / 2 - (at.left + at.width / 2);
  if (at.top < holder.top || at.bottom > holder.bottom) camera.y += holder.top + holder.height / 2 - (at.top + at.height / 2);
  look();
  hover(item, at.left - holder.left, at.bottom - holder.top);
});
picture.addEventListener("keydown", (event) => {
  const item = target(event);
  if (!item || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  act(item);
});

// zooming far into a region opens it, zooming far out closes it
let opened = 0;
picture.addEventListener("wheel", (event) => {
  event.preventDefault();
  const { x, y } = place(event);
  zoomBy(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), x, y);
  if (state.view !== "map" || event.timeStamp - opened < 700) return;
  const item = target(event);
  const whole = size();
  if (event.deltaY < 0 && item && item.dataset.group !== undefined) {
    const seen = item.getBoundingClientRect();
    if (seen.width < whole.width * 0.8 && seen.height < whole.height * 0.8) return;
    opened = event.timeStamp;
    openGroup(Number(item.dataset.group));
  } else if (event.deltaY > 0 && state.group > 0 && scene.box[2] * camera.scale < whole.width * 0.35) {
    opened = event.timeStamp;
    openGroup(groups[state.group].parent);
  }
}, { passive: false });
