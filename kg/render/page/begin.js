// The first picture, and what listens to the whole page.

element("map-button").addEventListener("click", () => openGroup(0));
element("all-button").addEventListener("click", () => visit({ view: "all", of: [], node: null, edge: null }));
element("in").addEventListener("click", () => zoomBy(1.4));
element("out").addEventListener("click", () => zoomBy(1 / 1.4));
element("fit").addEventListener("click", () => fit());

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches("input,textarea,select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "Escape" && event.target !== box) {
    if (element("side").classList.contains("kg-open")) closeSide();
    else if (state.node !== null || state.edge !== null || !element("panel").hidden) release();
  }
});

const restore = () => {
  fromAddress(location.hash);
  current = toAddress();
  sift();
  sidebar();
  show(true);
};
window.addEventListener("hashchange", () => location.hash !== current && restore());

let before = size();
new ResizeObserver(() => {
  const now = size();
  if (now.width === before.width && now.height === before.height) return;
  // a narrow screen has layouts of its own
  const turned = (before.width < 640) !== (now.width < 640);
  before = now;
  if (turned) show(true);
  else fit();
}).observe(stage);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => state.view === "all" && show(false));

// an address may lead to what only the rest of the page holds: sentences, or the library that draws dots
const whole = () => state.view === "map" && state.node === null && state.edge === null && !state.table;
fromAddress(location.hash);
if (whole()) restore();
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => whole() || restore());
else if (!whole()) restore();
window.kgPage = { nodes, edges, groups, state, filters, shown: () => scene, at: () => ({ ...camera }) };
