// What surrounds a node: in the inner ring what joins it with other methods, in the outer ring all else, by predicate.

const INNER = new Set(["extends", "variantOf", "outperforms", "comparesWith", "uses"]);
const NUMBERS = "numbers";

// the neighbours in sectors: {key, title, ring, items: [{id, edge, label, away}]}
const sectorsOf = (id) => {
  const sectors = [];
  for (const { name, label } of page.predicates) {
    if (isSlot(name)) continue;
    for (const away of [true, false]) {
      const found = shownEdges(id).filter((edge) => edge.predicate === name && (away ? edge.from : edge.to) === id && edge.from !== edge.to);
      if (!found.length) continue;
      found.sort((one, two) => other(one, id) - other(two, id));
      const title = away ? label : `${label} ${nodes[id].type === "paper" ? "this" : "it"}`;
      sectors.push({ key: name, title, ring: INNER.has(name) ? 0 : 1, items: found.map((edge) => ({ id: other(edge, id), edge, away })) });
    }
  }
  const numbers = numbersOf(id);
  if (numbers.length) sectors.push({ key: NUMBERS, title: "numbers", ring: 1, items: numbers });
  return sectors;
};

// reported numbers in words: what the node itself does not say of them
const numbersOf = (id) => shownEdges(id).filter((edge) => nodes[other(edge, id)].type === "result" && nodes[id].type !== "result").map((edge) => {
  const result = other(edge, id);
  const slots = slotsOf(result);
  const words = [];
  if (slots.method !== undefined && slots.method !== id) words.push(labelOf(slots.method));
  words.push(written(nodes[result].number));
  if (slots.metric !== undefined && slots.metric !== id) words.push(labelOf(slots.metric));
  if (slots.dataset !== undefined && slots.dataset !== id) words.push(`on ${labelOf(slots.dataset)}`);
  return { id: result, edge, label: words.join(" "), away: edge.from === id };
});

const rings = (id) => {
  const sectors = sectorsOf(id);
  if (!sectors.length && nodes[id].type === "result") return flow([id, ...incident[id].map((edge) => other(edge, id))], [id]);
  if (!sectors.length) return nothing(cut(nameOf(id), 500, 15), incident[id].length ? "The filters leave out all that surrounds it." : "A paper names it, and no sentence says how it is tied to anything else.");
  return narrow() ? branches(id, sectors) : ellipses(id, sectors);
};

const ringScene = (id, sectors, parts, places, kept) => {
  const among = new Set([id, ...kept.map((item) => item.id)]);
  const left = sectors.reduce((sum, sector) => sum + sector.items.length, 0) - kept.length;
  return { box: boxOf(places), elements: parts, nodes: among, edges: sectors.flatMap((sector) => sector.items.map((item) => item.edge.id)), note: left ? `${count(left)} more stand in the panel and the table.` : "", middle: 0 };
};

// how many of each sector there is room for: all get some, the rest goes to the longest
const allot = (sectors, rooms) => {
  const given = sectors.map((sector) => Math.min(sector.items.length, 2));
  const used = () => given.reduce((sum, many) => sum + many + 1.4, 0);
  for (let grown = true; grown;) {
    grown = false;
    sectors.forEach((sector, index) => {
      if (given[index] >= sector.items.length || used() + 1 > rooms) return;
      given[index]++;
      grown = true;
    });
  }
  return given;
};

// sectors on two sides, so that neither is much longer; each side as rows: a title, items, how many more
const sides = (sectors, rooms, tall) => {
  const halves = [{ rows: 0, sectors: [] }, { rows: 0, sectors: [] }];
  for (const sector of [...sectors].sort((one, two) => two.items.length - one.items.length)) {
    const half = halves[0].rows < halves[1].rows ? halves[0] : halves[1];
    half.sectors.push(sector);
    half.rows += Math.min(sector.items.length, rooms) + 1;
  }
  // few rows stand further apart
  const row = Math.max(ROW, Math.min(34, tall / (Math.max(halves[0].rows, halves[1].rows) + 2)));
  return halves.map((half) => {
    const kept = sectors.filter((sector) => half.sectors.includes(sector));
    const given = allot(kept, rooms);
    const rows = [];
    kept.forEach((sector, index) => {
      if (rows.length) rows.push({ gap: true, high: row / 2 });
      rows.push({ title: `${sector.title} (${count(sector.items.length)})`, high: 22 });
      for (const item of sector.items.slice(0, given[index])) rows.push({ item, high: row });
      if (given[index] < sector.items.length) rows.push({ more: sector.items.length - given[index], high: 20 });
    });
    return rows;
  });
};

const RADII = [150, 296]; // half the width of each ring
const ROOMS = [112, 172]; // the room for a label outside it
const ellipses = (id, sectors) => {
  const parts = [];
  const lines = [];
  const kept = [];
  const places = [[-120, -30, 240, 60]];
  const deep = [];
  const by = [0, 1].map((ring) => sectors.filter((sector) => sector.ring === ring));
  const used = by.filter((list) => list.length);
  used.forEach((list, at) => {
    const alone = used.length === 1;
    const inner = at === 0 && !alone;
    const a = alone ? 230 : RADII[at];
    const halves = sides(list, inner ? 20 : 26, inner ? 400 : 600);
    const totals = halves.map((rows) => rows.reduce((sum, row) => sum + row.high, 0));
    // as high as its rows need, and never inside the ring before
    deep[at] = Math.max(...totals.map((total) => total / 2 + 34), at ? deep[at - 1] + 50 : 110);
    const reach = (y) => a * Math.sqrt(Math.max(0, 1 - (y / deep[at]) ** 2));
    parts.push(draw("ellipse", { class: "kg-ring", rx: a, ry: deep[at] }));
    halves.forEach((rows, side) => {
      const way = side === 0 ? 1 : -1;
      const total = totals[side];
      let y = -total / 2;
      for (const row of rows) {
        const middle = y + row.high / 2;
        y += row.high;
        if (row.gap) continue;
        // near the top and the bottom a ring turns in; labels of the outer one stay clear of those of the inner one
        const x = way * Math.max(inner ? 96 : alone ? 110 : 272, reach(middle));
        const room = alone ? 210 : ROOMS[at];
        const anchor = way > 0 ? "start" : "end";
        const holder = [way > 0 ? x - 10 : x - room - 20, middle - row.high / 2, room + 30, row.high];
        places.push(holder);
        if (row.title) parts.push(heading(cut(row.title, room + 10, 12, 650), x, middle + 5, anchor));
        else if (row.more) parts.push(moreRow(id, `${count(row.more)} more`, x + way * 12, middle, anchor));
        else {
          kept.push(row.item);
          lines.push(link(row.item.edge, `M0,0Q${round(x * 0.55)},${round(middle)} ${round(x - way * 9)},${round(middle)}`, row.item.away ? "to" : null));
          parts.push(nodeMark(row.item.id, x, middle, { side: way > 0 ? "right" : "left", room, label: row.item.label }));
        }
      }
    });
  });
  return ringScene(id, sectors, [...lines, ...parts, centre(id)], places, kept);
};

const centre = (id) => {
  const lines = wrap(labelOf(id), 150, 3, 15, 700);
  const wide = Math.max(...lines.map((text) => widthOf(text, 15, 700))) + 44;
  const high = 20 + lines.length * 19;
  return draw("g", { class: "kg-node kg-centre", "data-node": id, tabindex: 0, role: "button", "aria-label": spoken(lines.join(" "), id) },
    draw("rect", { class: "kg-back", x: -wide / 2, y: -high / 2, width: wide, height: high, rx: high / 2, stroke: colorOf(nodes[id].type) }),
    draw("path", { class: "kg-sign", d: outline(nodes[id].type, 8), fill: colorOf(nodes[id].type), transform: `translate(${-wide / 2 + 18} 0)` }),
    ...lines.map((text, index) => draw("text", { class: "kg-label", x: 9, y: 5 + (index - (lines.length - 1) / 2) * 19, "text-anchor": "middle", "font-size": 15, "font-weight": 700 }, text)));
};

// on a narrow screen the same as branches under the node
const branches = (id, sectors) => {
  const parts = [];
  const kept = [];
  let y = 56;
  const middle = centre(id);
  middle.setAttribute("transform", "translate(130 0)");
  for (const sector of sectors) {
    const begin = y;
    parts.push(heading(`${sector.title} (${count(sector.items.length)})`, 26, y + 5));
    y += ROW;
    for (const item of sector.items.slice(0, 12)) {
      kept.push(item);
      parts.push(link(item.edge, `M10,${begin}V${y - 6}Q10,${y} 16,${y}H26`, item.away ? "to" : null), nodeMark(item.id, 36, y, { room: 250, label: item.label }));
      y += ROW;
    }
    if (sector.items.length > 12) {
      parts.push(moreRow(id, `${count(sector.items.length - 12)} more`, 48, y, "start"));
      y += ROW;
    }
    y += 10;
  }
  const trunk = draw("path", { class: "kg-ring", d: `M10,24V${y - ROW}` });
  const made = ringScene(id, sectors, [trunk, ...parts, middle], [[0, -26, 320, y + 26]], kept);
  return { ...made, column: true };
};
