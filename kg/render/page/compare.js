// A comparison: what is shared in the middle, what each has alone on its side.

const ALONE = 14;

const compare = (of) => {
  if (of.length < 2) return nothing("A comparison needs two things.", "Open the panel of one and choose “Compare with”.");
  const near_ = of.map((id) => new Map(aboutOf(id).filter((edge) => !isSlot(edge.predicate) && nodes[other(edge, id)].type !== "result").map((edge) => [other(edge, id), edge])));
  const all = [...new Set(near_.flatMap((list) => [...list.keys()]))].filter((id) => !of.includes(id)).sort((a, b) => a - b);
  const shared_ = all.filter((id) => near_.filter((list) => list.has(id)).length > 1);
  const rank = (list) => [...list].sort((a, b) => typeRank(a) - typeRank(b) || a - b);
  const parts = [];
  const lines = [];
  const places = [];
  const shown = new Set(of);
  const two = of.length === 2;
  const high = Math.max(8, Math.min(26, shared_.length), two ? Math.min(ALONE, all.length) : of.length * 3) * 26;
  const column = (list, x, title, side, most, room) => {
    const kept = rank(list).slice(0, most);
    const top = (high - kept.length * 26) / 2;
    parts.push(heading(`${title} (${count(list.length)})`, x, top - 20, side === "left" ? "end" : side === "right" ? "start" : "middle"));
    kept.forEach((id, row) => {
      const y = top + (row + 0.5) * 26;
      shown.add(id);
      parts.push(nodeMark(id, side === "below" ? x - 70 : x, y, { side: side === "left" ? "left" : "right", room }));
      of.forEach((thing, index) => {
        const edge = near_[index].get(id);
        if (!edge) return;
        const [tx, ty] = seat(index);
        const to = side === "below" ? [tx < x ? x - 80 : x - 48 + widthOf(cut(labelOf(id), room)), y] : [x + (side === "left" ? 9 : -9), y];
        lines.push(link(edge, level(tx, ty, to[0], to[1]), null));
      });
    });
    if (list.length > most) parts.push(remark(`${count(list.length - most)} more in the table`, x, top + kept.length * 26 + 16, side === "left" ? "end" : side === "right" ? "start" : "middle"));
    places.push([side === "left" ? x - room - 30 : side === "right" ? x - 20 : x - 100, top - 36, room + 60, kept.length * 26 + 60]);
  };
  const seat = (index) => (two ? [index ? 250 : -250, high / 2] : [-330, (high * (index + 0.5)) / of.length]);
  column(shared_, 0, shared_.length ? "Shared" : "Nothing shared", "below", 26, 170);
  if (two) of.forEach((id, index) => column(all.filter((one) => near_[index].has(one) && !near_[1 - index].has(one)), index ? 420 : -420, `Only ${cut(labelOf(id), 130, 12, 650)}`, index ? "right" : "left", ALONE, 180));
  of.forEach((id, index) => {
    const made = centre(id);
    const [x, y] = seat(index);
    made.setAttribute("transform", `translate(${x} ${y})`);
    parts.push(made);
    places.push([x - 120, y - 30, 240, 60]);
  });
  for (const edge of between(of[0], of[1])) lines.push(link(edge, `M-250,${high / 2}V-36H250V${high / 2}`, edge.from === of[0] ? "to" : "from"), heading(predicateLabel(edge.predicate), 0, -42, "middle"));
  places.push([-100, -56, 200, 20]);
  return { box: boxOf(places), elements: [...lines, ...parts], nodes: shown, edges: [...new Set(near_.flatMap((list) => [...list.values()]).map((edge) => edge.id))], note: all.length ? "" : "No edge says anything of either.", middle: 0 };
};

// what a paper says of itself is said of what it proposes
const aboutOf = (id) => [...shownEdges(id), ...subjects(id, "proposes").flatMap((paper) => shownEdges(paper).filter((edge) => edge.predicate !== "proposes" && edge.to !== id).map((edge) => ({ ...edge, from: id })))];
const typeRank = (id) => page.types.findIndex((type) => type.name === nodes[id].type);
