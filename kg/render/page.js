"use strict";
(() => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const types = data("types-data");
  const predicates = data("predicates-data");
  const page = data("page-data");
  const nodes = data("nodes-data");
  const edges = data("edges-data");
  const options = JSON.parse(data("options-data")); // pyvis hands its options over as JSON already

  const element = (id) => document.getElementById(id);
  const typeOf = new Map(types.map((type) => [type.name, type]));
  const predicateOf = new Map(predicates.map((predicate) => [predicate.name, predicate]));
  const incident = nodes.map(() => []);
  for (const edge of edges) {
    incident[edge.from].push(edge);
    if (edge.to !== edge.from) incident[edge.to].push(edge);
  }
  const other = (edge, node) => (edge.from === node ? edge.to : edge.from);
  const names = nodes.map((node) => [node.name, ...(node.names || [])]);
  const folded = names.map((list) => list.map((name) => name.toLowerCase()));

  const first = page.large ? page.first : nodes.length;
  const state = { shownTypes: null, shownPredicates: null, limit: first, revealed: new Set(), alone: null, places: null, node: null, edge: null };
  const forget = () => {
    state.shownTypes = new Set(types.filter((type) => type.shown).map((type) => type.name));
    state.shownPredicates = new Set(predicates.map((predicate) => predicate.name));
    state.limit = first;
    state.revealed = new Set();
    state.alone = null;
    state.places = null;
    state.node = null;
    state.edge = null;
  };
  forget();

  // ------------------------------------------------------------------------------------------------ elements
  // Texts of papers come in here only: as text, never as markup.
  const make = (tag, properties = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "class") made.className = value;
      else if (name === "onclick") made.addEventListener("click", value);
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  };
  const swatch = (name) => {
    const made = make("span", { class: `swatch ${name}`, "aria-hidden": "true" });
    const type = typeOf.get(name);
    made.style.background = type ? type.color : "#888";
    return made;
  };
  const typeLabel = (name) => (typeOf.get(name) || { label: name }).label;
  const predicateLabel = (name) => (predicateOf.get(name) || { label: name }).label;
  const number = (value) => value.toLocaleString("en");
  const webAddress = (text) => /^https?:\/\//i.test(text || "");

  // ------------------------------------------------------------------------------------------------ colours
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const ink = () => (dark.matches ? "#e8ebef" : "#1b1f24");
  const ground = () => (dark.matches ? "#14171c" : "#ffffff");
  const channels = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const blend = (color, base, share) =>
    "#" + channels(color).map((value, at) => Math.round(value * share + channels(base)[at] * (1 - share)).toString(16).padStart(2, "0")).join("");
  const luminance = (color) => {
    const [red, green, blue] = channels(color).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const readable = (color) => (luminance(color) > 0.18 ? "#101418" : "#ffffff");
  const colorOf = (node) => (typeOf.get(node.type) || { color: "#888888" }).color;

  // ------------------------------------------------------------------------------------------------ what shows
  const visibleNode = (node) => {
    if (node.id === state.node || (state.edge && (state.edge.from === node.id || state.edge.to === node.id))) return true;
    if (!state.shownTypes.has(node.type)) return state.revealed.has(node.id);
    if (state.alone) return state.alone.has(node.id);
    return state.revealed.has(node.id) || ranks[node.id] < state.limit;
  };
  const visibleEdge = (edge) =>
    (state.shownPredicates.has(edge.predicate) || edge === state.edge) && shown.has(edge.from) && shown.has(edge.to);

  // the place of each node among those whose type is shown: nodes come best connected first
  let ranks = [];
  const rank = () => {
    let count = 0;
    ranks = nodes.map((node) => (state.shownTypes.has(node.type) ? count++ : Infinity));
    return count;
  };

  let shown = new Set();
  let arranged = null;
  const drawnNodes = new vis.DataSet();
  const drawnEdges = new vis.DataSet();
  const network = new vis.Network(element("canvas"), { nodes: drawnNodes, edges: drawnEdges }, options);
  window.kgPage = { network, drawnNodes, drawnEdges, nodes, edges };

  const highlighted = () => {
    if (state.edge) return new Set([state.edge.from, state.edge.to]);
    if (state.node === null) return null;
    const near = new Set([state.node]);
    for (const edge of incident[state.node]) if (state.shownPredicates.has(edge.predicate)) near.add(other(edge, state.node));
    return near;
  };

  // the best connected of what shows stay readable from afar: their letters grow as the picture shrinks
  let landmarks = new Set();
  let zoomed = 1;
  const regrow = () => {
    const scale = Math.min(1, Math.max(0.15, Math.round(network.getScale() * 10) / 10));
    if (scale === zoomed) return;
    zoomed = scale;
    const near = highlighted();
    drawnNodes.update([...landmarks].filter((id) => shown.has(id)).map((id) => ({ id, font: nodeLook(nodes[id], near).font })));
  };

  const nodeLook = (node, near) => {
    const dimmed = near !== null && !near.has(node.id);
    const color = dimmed ? blend(colorOf(node), ground(), 0.22) : colorOf(node);
    const chosen = node.id === state.node;
    const border = chosen ? ink() : dimmed ? color : blend(colorOf(node), dark.matches ? "#ffffff" : "#000000", 0.7);
    const fade = blend(ink(), ground(), 0.3);
    const box = node.type === "paper";
    const look = { background: color, border, highlight: { background: color, border: ink() }, hover: { background: color, border: ink() } };
    return {
      id: node.id, x: node.x, y: node.y, label: node.label, color: look, size: node.size,
      shape: box ? "box" : "dot",
      borderWidth: chosen ? 4 : 1.5,
      margin: 7,
      font: {
        size: landmarks.has(node.id) ? Math.max(node.letters, 11 / zoomed) : node.letters,
        color: box ? (dimmed ? blend(readable(colorOf(node)), color, 0.45) : readable(colorOf(node))) : dimmed ? fade : ink(),
        strokeWidth: box ? 0 : 3, strokeColor: ground(),
      },
    };
  };
  const edgeLook = (edge, near) => {
    const selected = edge === state.edge || (state.edge === null && state.node !== null && (edge.from === state.node || edge.to === state.node));
    const dimmed = near !== null && !selected;
    const base = blend(ink(), ground(), 0.42);
    return {
      id: edge.id, from: edge.from, to: edge.to,
      label: dimmed ? undefined : predicateLabel(edge.predicate),
      color: { color: selected ? ink() : dimmed ? blend(ink(), ground(), 0.12) : base, hover: ink(), highlight: ink(), inherit: false },
      width: selected ? 2 : 1,
      // a larger label passes the zoom threshold earlier: the edges of what is selected are named at once
      font: { size: selected ? 14 : 11, color: ink(), strokeColor: ground() },
      scaling: { label: { enabled: false, drawThreshold: selected ? 8 : 14 } },
    };
  };

  const synchronise = (drawn, wanted) => {
    const keep = new Set(wanted.map((item) => item.id));
    const gone = drawn.getIds().filter((id) => !keep.has(id));
    if (gone.length) drawn.remove(gone);
    if (wanted.length) drawn.update(wanted);
  };
  const draw = () => {
    const available = rank();
    const near = highlighted();
    const wanted = nodes.filter(visibleNode);
    shown = new Set(wanted.map((node) => node.id));
    const marked = wanted.filter((node) => node.type !== "result" && node.type !== "paper");
    landmarks = new Set(marked.sort((a, b) => b.degree - a.degree || a.id - b.id).slice(0, 20).map((node) => node.id));
    // what the reader dragged stays where it is, until the arrangement changes
    const moved = arranged === state.places ? network.getPositions(drawnNodes.getIds().filter((id) => shown.has(id))) : {};
    arranged = state.places;
    synchronise(drawnNodes, wanted.map((node) => ({ ...nodeLook(node, near), ...(state.places && state.places.get(node.id)), ...moved[node.id] })));
    synchronise(drawnEdges, edges.filter(visibleEdge).map((edge) => edgeLook(edge, near)));
    notice(available);
  };

  const notice = (available) => {
    const holder = element("notice");
    const said = [];
    if (state.alone) {
      said.push(make("span", {}, `The neighbourhood of one node: ${number(shown.size)} of ${number(page.total)} nodes.`));
      said.push(make("button", { onclick: () => { together(); draw(); fit(); } }, "Back to the graph"));
    } else if (shown.size < page.total) {
      const folded = page.large && !state.shownTypes.has("result") ? " Results are folded away." : "";
      const best = state.limit < available ? ", the best connected" : "";
      said.push(make("span", {}, `${number(shown.size)} of ${number(page.total)} nodes are shown${best}.${folded}`));
      if (state.limit < available) {
        said.push(make("button", { onclick: () => { state.limit *= 2; draw(); fit(); } }, "Show more"));
        said.push(make("button", { onclick: () => { state.limit = nodes.length; draw(); fit(); } }, "Show all"));
      }
      if (nodes.length < page.total) said.push(make("span", {}, `This page holds the ${number(nodes.length)} ${page.focus === null ? "best connected" : "nearest"}.`));
    }
    holder.replaceChildren(...said);
  };

  // ------------------------------------------------------------------------------------------------ panel
  const entry = (term, ...values) => [make("dt", {}, term), make("dd", {}, ...values)];
  const nameButton = (id) => {
    const node = nodes[id];
    return make("button", { type: "button", class: "name", onclick: () => go(id) }, swatch(node.type), " ", node.name);
  };
  const paperLine = (claim) => {
    const paper = page.papers[claim.paper];
    const line = make("div", { class: "quiet" });
    line.append(paper.node === null ? paper.title : make("button", { type: "button", class: "name quiet", onclick: () => go(paper.node) }, paper.title));
    if (webAddress(paper.url)) line.append(" ", make("a", { href: paper.url, target: "_blank", rel: "noopener noreferrer" }, "open ↗"));
    return line;
  };
  const claimBlock = (claim, full) => {
    const block = make("div", {}, make("blockquote", {}, page.quotes[claim.quote]), paperLine(claim));
    const details = [`confidence ${claim.confidence.toFixed(2)}`, `from the ${claim.field}`];
    if (claim.rule) details.push(`rule ${claim.rule}`);
    if (full) block.append(make("div", { class: "quiet" }, details.join(" · ")));
    return block;
  };
  const head = (...about) => make("div", { class: "head" }, ...about, make("button", { type: "button", class: "small", onclick: () => clear() }, "close"));

  const inPieces = (list, size, show) => {
    const holder = make("ul");
    const more = (from) => {
      holder.append(...list.slice(from, from + size).map(show));
      if (from + size < list.length) {
        const button = make("button", { type: "button", class: "small" }, `${number(list.length - from - size)} more`);
        button.addEventListener("click", () => { button.parentNode.remove(); more(from + size); });
        holder.append(make("li", {}, button));
      }
    };
    more(0);
    return holder;
  };

  const nodePanel = (node) => {
    const parts = [head(swatch(node.type), typeLabel(node.type)), make("h2", { class: "title" }, node.name)];
    const facts = [];
    if (node.names) facts.push(...entry("also", node.names.join(" · ")));
    if (node.direction) facts.push(...entry("better", node.direction));
    if (node.number) {
      facts.push(...entry("value", node.number.text));
      if (node.number.unit) facts.push(...entry("unit", node.number.unit));
      for (const edge of incident[node.id]) if (edge.from === node.id) facts.push(...entry(predicateLabel(edge.predicate), nameButton(edge.to)));
      if (node.number.condition) facts.push(...entry("condition", node.number.condition));
    }
    if (node.paper) {
      if (node.paper.authors.length) facts.push(...entry("authors", node.paper.authors.join(", ")));
      if (node.paper.issued) facts.push(...entry("issued", node.paper.issued));
      if (webAddress(node.paper.url)) facts.push(...entry("read", make("a", { href: node.paper.url, target: "_blank", rel: "noopener noreferrer" }, node.paper.url)));
    }
    if (node.reasons) facts.push(...entry("merged", node.reasons.join("; ")));
    facts.push(...entry("edges", number(node.degree)));
    parts.push(make("dl", {}, ...facts));
    parts.push(make("button", { type: "button", class: "small", onclick: () => alone(node.id) }, "Neighbourhood alone"));

    for (const predicate of predicates) {
      for (const outward of [true, false]) {
        const group = incident[node.id].filter((edge) => edge.predicate === predicate.name && (outward ? edge.from : edge.to) === node.id);
        if (!group.length) continue;
        const heading = outward ? `${predicate.label} → (${group.length})` : `← ${predicate.label} (${group.length})`;
        parts.push(make("h3", { title: predicate.definition || "" }, heading));
        parts.push(inPieces(group, 25, (edge) => make("li", { class: "edge" }, nameButton(other(edge, node.id)), inPieces(edge.claims, 3, (claim) => make("li", {}, claimBlock(claim, false))))));
      }
    }
    return parts;
  };
  const edgePanel = (edge) => [
    head("Edge"),
    make("h2", { class: "title" }, predicateLabel(edge.predicate)),
    make("dl", {}, ...entry("from", nameButton(edge.from)), ...entry("to", nameButton(edge.to)), ...entry("claims", number(edge.claims.length))),
    make("h3", {}, "What papers say"),
    inPieces(edge.claims, 25, (claim) => make("li", { class: "edge" }, claimBlock(claim, true))),
  ];
  const panel = (parts) => {
    const holder = element("panel");
    holder.hidden = parts === null;
    holder.replaceChildren(...(parts || []));
    holder.scrollTop = 0;
  };

  // ------------------------------------------------------------------------------------------------ acts
  const fit = () => {
    network.fit({ maxZoomLevel: 1.3, nodes: [...shown] });
    // the notice lies over the upper edge
    if (element("notice").childElementCount) network.moveTo({ scale: network.getScale() * 0.92, offset: { x: 0, y: 22 } });
    regrow();
  };
  const select = (id) => { state.node = id; state.edge = null; draw(); panel(nodePanel(nodes[id])); };
  const selectEdge = (edge) => { state.node = null; state.edge = edge; draw(); panel(edgePanel(edge)); };
  const clear = () => { state.node = null; state.edge = null; panel(null); draw(); };
  const centre = (id) => requestAnimationFrame(() => {
    network.redraw();
    network.focus(id, { scale: Math.max(0.9, Math.min(1.3, network.getScale())), animation: false });
    regrow();
  });
  const reveal = (id) => {
    state.revealed.add(id);
    if (page.large) incident[id].slice(0, 40).forEach((edge) => state.shownTypes.has(nodes[other(edge, id)].type) && state.revealed.add(other(edge, id)));
  };
  const go = (id) => {
    if (state.alone && !state.alone.has(id)) together();
    reveal(id);
    select(id);
    centre(id);
  };
  const together = () => { state.alone = null; state.places = null; };
  // a neighbourhood is arranged in rings round its node, by type, so that it is near wherever the whole graph put it
  const rings = (id, around) => {
    const order = new Map(types.map((type, index) => [type.name, index]));
    const left = [...around].filter((one) => one !== id).sort((a, b) => order.get(nodes[a].type) - order.get(nodes[b].type) || a - b);
    const places = new Map([[id, { x: 0, y: 0 }]]);
    for (let ring = 1; left.length; ring++) {
      const some = left.splice(0, Math.min(left.length, ring * 12 - 2));
      some.forEach((one, index) => {
        const angle = 2 * Math.PI * (index / some.length) - Math.PI / 2 + ring * 0.2;
        // every other one stands further out, as labels are wide
        const reach = ring + (some.length > 8 && index % 2 ? 0.38 : 0);
        places.set(one, { x: Math.round(Math.cos(angle) * reach * 290), y: Math.round(Math.sin(angle) * reach * 190) });
      });
    }
    return places;
  };
  const alone = (id) => {
    state.alone = new Set([id, ...incident[id].map((edge) => other(edge, id))]);
    state.places = rings(id, state.alone);
    select(id);
    requestAnimationFrame(fit);
  };

  network.on("click", (event) => {
    if (event.nodes.length) select(event.nodes[0]);
    else if (event.edges.length) selectEdge(edges[event.edges[0]]);
    else clear();
  });
  network.on("doubleClick", (event) => event.nodes.length && alone(event.nodes[0]));
  const tip = (event, text) => {
    const holder = element("tip");
    holder.textContent = text;
    holder.hidden = false;
    const { x, y } = event.pointer.DOM;
    const wide = element("stage").clientWidth;
    holder.style.top = `${y + 14}px`;
    holder.style.left = `${Math.max(4, Math.min(x + 10, wide - holder.offsetWidth - 6))}px`;
  };
  network.on("zoom", regrow);
  const hideTip = () => { element("tip").hidden = true; };
  network.on("hoverNode", (event) => { const node = nodes[event.node]; tip(event, `${typeLabel(node.type)}: ${node.name}`); });
  network.on("hoverEdge", (event) => {
    const edge = edges[event.edge];
    tip(event, `${nodes[edge.from].name} — ${predicateLabel(edge.predicate)} → ${nodes[edge.to].name} (${edge.claims.length} ${edge.claims.length === 1 ? "claim" : "claims"})`);
  });
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, hideTip);

  // ------------------------------------------------------------------------------------------------ filters
  const boxes = (holder, list, chosen, before) => {
    holder.replaceChildren(...list.map((item) => {
      const box = make("input", { type: "checkbox", value: item.name });
      box.checked = chosen().has(item.name);
      box.addEventListener("change", () => {
        if (box.checked) chosen().add(item.name); else chosen().delete(item.name);
        if (holder.id === "types") state.revealed.clear();
        draw();
      });
      return make("li", {}, make("label", { title: item.definition || "" }, box, before(item), make("span", {}, item.label), make("span", { class: "count" }, number(item.count))));
    }));
  };
  const filters = () => {
    boxes(element("types"), types, () => state.shownTypes, (item) => swatch(item.name));
    boxes(element("predicates"), predicates, () => state.shownPredicates, () => null);
  };
  element("all-edges").addEventListener("click", () => { state.shownPredicates = new Set(predicates.map((p) => p.name)); filters(); draw(); });
  element("no-edges").addEventListener("click", () => { state.shownPredicates.clear(); filters(); draw(); });

  // ------------------------------------------------------------------------------------------------ search
  const search = element("search");
  const list = element("hits");
  let hits = [];
  let at = 0;
  const found = (text) => {
    const wanted = text.trim().toLowerCase();
    if (!wanted) return [];
    const scored = [];
    for (const node of nodes) {
      let best = 9;
      let matched = "";
      folded[node.id].forEach((name, index) => {
        const position = name.indexOf(wanted);
        if (position < 0) return;
        const score = name === wanted ? 0 : position === 0 ? 1 : /[^\p{L}\p{N}]/u.test(name[position - 1]) ? 2 : 3;
        if (score < best) { best = score; matched = names[node.id][index]; }
      });
      if (best < 9) scored.push([best, node.id, matched]);
    }
    return scored.sort((one, two) => one[0] - two[0] || one[1] - two[1]);
  };
  const point = (position) => {
    at = position;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    const item = list.children[at];
    if (item && item.id) { search.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
  };
  const close = () => { list.hidden = true; search.setAttribute("aria-expanded", "false"); search.removeAttribute("aria-activedescendant"); };
  const open = () => {
    hits = found(search.value);
    list.replaceChildren(...hits.slice(0, 30).map(([, id, matched], index) =>
      make("li", { role: "option", id: `hit-${index}`, onclick: () => { go(id); close(); } },
        swatch(nodes[id].type), make("span", {}, nodes[id].name), matched !== nodes[id].name ? make("span", { class: "also" }, matched) : null)));
    if (!hits.length && search.value.trim()) list.append(make("li", { class: "quiet", role: "option", "aria-disabled": "true" }, "Nothing bears such a name."));
    if (hits.length > 30) list.append(make("li", { class: "quiet", role: "option", "aria-disabled": "true" }, `${number(hits.length - 30)} more; write more of the name`));
    list.hidden = !search.value.trim();
    search.setAttribute("aria-expanded", String(!list.hidden));
    point(0);
  };
  search.addEventListener("input", open);
  search.addEventListener("focus", () => search.value && open());
  search.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the search keeps the focus while a hit is clicked
  search.addEventListener("keydown", (event) => {
    const count = Math.min(hits.length, 30);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!count) return;
      if (list.hidden) open(); else point((at + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
      go(hits[at][1]);
    } else if (event.key === "Enter" && count) {
      go(hits[at][1]);
      close();
    } else if (event.key === "Escape") {
      search.value = "";
      hits = [];
      close();
      event.stopPropagation();
      search.blur();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && document.activeElement !== search) clear();
  });

  // ------------------------------------------------------------------------------------------------ begin
  const begin = () => {
    if (page.focus === null) { draw(); panel(null); fit(); return; }
    if (page.large) { alone(page.focus); return; }
    select(page.focus);
    fit();
    centre(page.focus);
  };
  element("fit").addEventListener("click", fit);
  element("reset").addEventListener("click", () => { forget(); search.value = ""; close(); filters(); drawnNodes.clear(); drawnEdges.clear(); begin(); });
  dark.addEventListener("change", draw);
  filters();
  begin();
})();
