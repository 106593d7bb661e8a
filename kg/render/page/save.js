// The picture as a file, on paper, in dark or light.

const give = (blob, name) => {
  const link_ = make("a", { href: URL.createObjectURL(blob), download: name });
  link_.click();
  setTimeout(() => URL.revokeObjectURL(link_.href), 10000);
};
const fileName = (suffix) => `${[state.view, ...state.of.slice(0, 2).map((id) => short(nodes[id].iri).replace(/[^\w-]+/g, "-"))].join("-").slice(0, 80)}.${suffix}`;

const KEPT = ["fill", "stroke", "stroke-width", "stroke-opacity", "fill-opacity", "opacity", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor", "visibility"];

// the whole scene, at its own size, with the styles it has on this page written into each part
const svgText = () => {
  const [x, y, wide, high] = scene.box;
  const copy = draw("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${x} ${y} ${wide} ${high}`, width: Math.round(wide), height: Math.round(high) });
  copy.append(draw("rect", { x, y, width: wide, height: high, fill: paint("ground") }), picture.querySelector("defs").cloneNode(true));
  const twin = world.cloneNode(true);
  twin.removeAttribute("transform");
  const [from, to] = [world.querySelectorAll("*"), twin.querySelectorAll("*")];
  from.forEach((one, index) => {
    const look_ = getComputedStyle(one);
    for (const name of KEPT) to[index].setAttribute(name, look_.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role"]) to[index].removeAttribute(name);
  });
  for (const hit of twin.querySelectorAll('[stroke="rgba(0, 0, 0, 0)"]')) hit.setAttribute("stroke", "none");
  copy.append(twin);
  for (const sign of copy.querySelectorAll("defs path")) sign.setAttribute("fill", paint("edge"));
  // characters that XML cannot hold would make the file unreadable
  return new XMLSerializer().serializeToString(copy).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
};

const saveSvg = () => give(new Blob([svgText()], { type: "image/svg+xml" }), fileName("svg"));
const savePng = () => {
  if (state.view === "all") return element("canvas").querySelector("canvas").toBlob((blob) => give(blob, fileName("png")));
  const image = new Image();
  const [, , wide, high] = scene.box;
  const sharp = Math.min(2, 8000 / Math.max(wide, high));
  image.addEventListener("load", () => {
    const sheet = make("canvas", { width: Math.round(wide * sharp), height: Math.round(high * sharp) });
    sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
    sheet.toBlob((blob) => give(blob, fileName("png")));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText())}`;
  return image;
};

element("svg").addEventListener("click", () => (state.view === "all" ? (element("notice").textContent = "Dots are saved as PNG; open a region for an SVG.") : saveSvg()));
element("png").addEventListener("click", savePng);
element("print").addEventListener("click", () => window.print());
element("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = dark() ? "light" : "dark";
  if (state.view === "all") show(false);
});
window.addEventListener("beforeprint", () => fit());
