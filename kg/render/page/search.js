// Search by any name, with completion.

const box = element("search");
const hitList = element("hits");
const MOST_HITS = 30;
let pending = null; // {id, view}: the search picks the second end of a path or the other side of a comparison
let hits = [];
let pointed = 0;
let folded = null;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const foldedNames = () => {
  folded = folded || nodes.map((node) => [node.name || node.label, ...(node.names || []), ...(node.name ? [node.label] : [])].map((name) => [fold(name), name]));
  return folded;
};

const look_for = (text) => {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const scored = [];
  foldedNames().forEach((list, id) => {
    let best = 9;
    let matched = "";
    for (const [name, original] of list) {
      const at = name.indexOf(wanted);
      if (at < 0) continue;
      const score = name === wanted ? 0 : at === 0 ? 1 : /[^\p{L}\p{N}]/u.test(name[at - 1]) ? 2 : 3;
      if (score < best) [best, matched] = [score, original];
    }
    if (best < 9) scored.push([best, id, matched]);
  });
  // of equals, things before the papers that are called after them
  const paper = (id) => Number(nodes[id].type === "paper");
  return scored.sort((one, two) => one[0] - two[0] || paper(one[1]) - paper(two[1]) || one[1] - two[1]);
};

const pointAt = (position) => {
  pointed = position;
  [...hitList.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === pointed)));
  const item = hitList.children[pointed];
  if (!item || !item.id) return box.removeAttribute("aria-activedescendant");
  box.setAttribute("aria-activedescendant", item.id);
  return item.scrollIntoView({ block: "nearest" });
};

const closeHits = () => {
  hitList.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
};

const take = (id) => {
  closeHits();
  const wanted = pending;
  forgetPending();
  box.value = "";
  closeSide();
  if (wanted && wanted.id !== id) visit({ view: wanted.view, of: [wanted.id, id], node: null, edge: null });
  else around(id);
};
const forgetPending = () => {
  pending = null;
  box.placeholder = "Search names  ( / )";
};

const openHits = () => {
  hits = look_for(box.value);
  hitList.replaceChildren(...hits.slice(0, MOST_HITS).map(([, id, matched], index) =>
    make("li", { role: "option", id: `kg-hit-${index}`, onclick: () => take(id) },
      swatch(nodes[id].type), make("bdi", {}, cut(nameOf(id), 620)), matched !== (nodes[id].name || nodes[id].label) ? make("bdi", { class: "kg-quiet" }, cut(matched, 200)) : null)));
  const quiet = (text) => hitList.append(make("li", { class: "kg-quiet", role: "option", "aria-disabled": "true" }, text));
  if (!hits.length && box.value.trim()) quiet("Nothing bears such a name.");
  if (hits.length > MOST_HITS) quiet(`${count(hits.length - MOST_HITS)} more; write more of the name`);
  hitList.hidden = !box.value.trim();
  box.setAttribute("aria-expanded", String(!hitList.hidden));
  pointAt(0);
};

box.addEventListener("input", openHits);
box.addEventListener("focus", () => box.value && openHits());
box.addEventListener("blur", closeHits);
hitList.addEventListener("mousedown", (event) => event.preventDefault()); // the search keeps the focus while a hit is clicked
box.addEventListener("keydown", (event) => {
  const many = Math.min(hits.length, MOST_HITS);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!many) return;
    if (hitList.hidden) openHits();
    else pointAt((pointed + (event.key === "ArrowDown" ? 1 : many - 1)) % many);
  } else if (event.key === "Enter") {
    if (hitList.hidden) openHits();
    if (hits.length) take(hits[Math.min(pointed, hits.length - 1)][1]);
  } else if (event.key === "Escape") {
    box.value = "";
    hits = [];
    closeHits();
    forgetPending();
    event.stopPropagation();
    box.blur();
  }
});
