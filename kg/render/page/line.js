// A path in a line: each hop with its predicate and the sentence that says it.

// the shortest ways between two nodes over shown edges; through metrics, hardware and numbers only if there is no other
const shortest = (a, b, most = 3) => {
  for (const avoided of [new Set(["metric", "hardware", "result"]), new Set()]) {
    const before = new Map([[a, []]]);
    let front = [a];
    while (front.length && !before.has(b)) {
      const next = new Map();
      for (const id of front) {
        for (const edge of shownEdges(id)) {
          const to = other(edge, id);
          if (before.has(to) || (to !== b && avoided.has(nodes[to].type))) continue;
          if (!next.has(to)) next.set(to, []);
          if (!next.get(to).includes(id)) next.get(to).push(id);
        }
      }
      for (const [to, from] of next) before.set(to, from);
      front = [...next.keys()];
    }
    if (!before.has(b)) continue;
    const ways = [];
    const walk = (id, rest) => {
      if (ways.length >= most) return;
      if (id === a) ways.push([a, ...rest]);
      else for (const from of [...before.get(id)].sort((one, two) => one - two)) walk(from, [id, ...rest]);
    };
    walk(b, []);
    return ways;
  }
  return [];
};

const between = (a, b) => shownEdges(a).filter((edge) => other(edge, a) === b);

const line = (of) => {
  const ways = of.length > 2 ? [of] : shortest(of[0], of[1]);
  if (of.length < 2) return nothing("A path needs two ends.");
  if (!ways.length) return nothing(`Nothing joins ${cut(labelOf(of[0]), 240)} and ${cut(labelOf(of[1]), 240)}.`, "They lie in parts of the graph that share no edge, or the filters leave out what joins them.");
  // a long way is read from top to bottom, as is any on a narrow screen
  const down = narrow() || Math.max(...ways.map((way) => way.length)) > 5;
  const column = narrow() ? 330 : 440;
  const parts = [];
  const places = [];
  const shown = new Set();
  const drawn = new Set();
  const step = down ? (narrow() ? 170 : 118) : 280;
  ways.forEach((way, row) => {
    const [left, top] = down ? [row * column, 0] : [0, row * 210];
    way.forEach((id, index) => {
      const [x, y] = down ? [left + 20, top + index * step] : [left + index * step, top];
      shown.add(id);
      places.push(down ? [x - 12, y - 14, column - 20, 28] : [x - 105, y - 14, 210, 60]);
      if (index + 1 < way.length) {
        const joined = between(id, way[index + 1]);
        for (const edge of joined) drawn.add(edge.id);
        parts.push(...hop(joined, id, x, y, step, down && column));
        places.push(down ? [x, y, column - 30, step] : [x, y, step, 150]);
      }
      parts.push(nodeMark(id, x, y, { side: down ? "right" : "below", room: down ? column - 80 : 200, strong: index === 0 || index === way.length - 1 }));
    });
  });
  return { box: boxOf(places), elements: parts, nodes: shown, edges: [...drawn], note: ways.length > 1 ? `${ways.length} shortest ways` : "", column: narrow() && ways.length === 1, middle: narrow() ? 150 : undefined };
};

const hop = (joined, from, x, y, step, down) => {
  const edge = joined[0];
  if (!edge) return [];
  const out = edge.from === from;
  const quote = quoteOf(edge);
  const label = joined.map((one) => predicateLabel(one.predicate)).filter((text, index, all) => all.indexOf(text) === index).join(", ");
  if (down) {
    return [
      link(edge, `M${x},${y + 14}V${y + step - 14}`, out ? "to" : "from"),
      heading(cut(label, down - 80, 12, 650), x + 16, y + 36),
      ...wrap(quote, down - 60, narrow() ? 5 : 3, 12).map((text, index) => remark(text, x + 16, y + 54 + index * 16)),
    ];
  }
  return [
    link(edge, `M${x + 14},${y}H${x + step - 14}`, out ? "to" : "from"),
    heading(cut(label, step - 60, 12, 650), x + step / 2, y - 8, "middle"),
    ...wrap(quote, step - 40, 6, 12).map((text, index) => remark(text, x + 20, y + 50 + index * 16)),
  ];
};
