// A lineage in order of years: what a method extends, and what extends it.

const KIN = ["extends", "variantOf"];

const kinOf = (id) => {
  const found = new Set([id]);
  const ties = new Map();
  for (const upwards of [true, false]) {
    let front = [id];
    for (let depth = 0; depth < 5 && front.length; depth++) {
      const next = [];
      for (const one of front) {
        for (const edge of shownEdges(one)) {
          if (!KIN.includes(edge.predicate) || (upwards ? edge.from : edge.to) !== one) continue;
          ties.set(edge.id, edge);
          const to = other(edge, one);
          if (!found.has(to) && found.size < 120) next.push(to);
          found.add(to);
        }
      }
      front = next;
    }
  }
  return { found: [...found], ties: [...ties.values()] };
};

const lineage = (id) => {
  const { found, ties } = kinOf(id);
  if (found.length === 1) return nothing(`No paper says that ${cut(labelOf(id), 260)} extends anything, or that anything extends it.`, "Its neighbourhood may say more.");
  const years = [...new Set(found.map((one) => yearOf[one] || 0))].sort((a, b) => a - b);
  const down = narrow();
  const rows = new Map(years.map((year) => [year, []]));
  for (const one of found.sort((a, b) => a - b)) rows.get(yearOf[one] || 0).push(one);
  // within a year, what shares ties stands near: by the middle of what it is tied to in the years before
  const height = new Map();
  for (const year of years) {
    const list = rows.get(year);
    const pull = (one) => {
      const known = ties.filter((edge) => edge.from === one || edge.to === one).map((edge) => height.get(other(edge, one))).filter((y) => y !== undefined);
      return known.length ? known.reduce((sum, y) => sum + y, 0) / known.length : 0;
    };
    list.sort((a, b) => pull(a) - pull(b) || a - b);
    list.forEach((one, index) => height.set(one, index - (list.length - 1) / 2));
  }
  const parts = [];
  const spots = new Map();
  const places = [];
  let y = 0;
  years.forEach((year, column) => {
    const list = rows.get(year);
    const title = year ? String(year) : "year unknown";
    if (down) {
      parts.push(heading(title, 0, y + 4));
      list.forEach((one, index) => spots.set(one, [22, y + 28 + index * 30]));
      places.push([0, y - 10, 320, 40 + list.length * 30]);
      y += 46 + list.length * 30;
    } else {
      const x = column * 260;
      const most = Math.max(...years.map((one) => rows.get(one).length));
      parts.push(draw("path", { class: "kg-ring", d: `M${x},${-most * 20 - 6}V${most * 20 + 10}` }), heading(title, x, -most * 20 - 16, "middle"));
      list.forEach((one) => spots.set(one, [x, height.get(one) * 40]));
      places.push([x - 60, -most * 20 - 34, 280, most * 40 + 50]);
    }
  });
  const lines = ties.map((edge) => {
    const [a, b] = [spots.get(edge.from), spots.get(edge.to)];
    if (down) return link(edge, bow(12, a[1], b[1], -1));
    return link(edge, a[0] === b[0] ? bow(a[0] - 9, a[1], b[1], -1) : level(a[0] - 9, a[1], b[0] + 9, b[1]));
  });
  const marks = found.map((one) => nodeMark(one, ...spots.get(one), { room: down ? 260 : 200, strong: one === id }));
  return { box: boxOf(places), elements: [...parts, ...lines, ...marks], nodes: new Set(found), edges: ties.map((edge) => edge.id), note: "A year is that of the first paper that proposes the method, or else names it.", column: down };
};
