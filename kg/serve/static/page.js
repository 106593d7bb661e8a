// Small helps; every page works without them.
"use strict";
(() => {
  // names are completed in every input that lists them
  const list = document.getElementById("names");
  let timer = 0, last = "";
  const complete = async (input) => {
    const text = input.value.trim();
    if (text.length < 2 || text === last) return;
    last = text;
    const type = input.dataset.type || "";
    const answer = await fetch(`/find.json?limit=12&q=${encodeURIComponent(text)}&type=${type}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) { list.replaceChildren(); return; }
    const found = await answer.json();
    list.replaceChildren(...found.things.map((thing) => {
      const option = document.createElement("option");
      option.value = thing.label;
      option.label = `${thing.label} (${thing.type})`;
      return option;
    }));
  };
  document.addEventListener("input", (event) => {
    if (!list || !event.target.matches("input[list=names]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => complete(event.target).catch(() => {}), 150);
  });
  // "/" goes to the search
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const search = document.querySelector("input[type=search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  });
  // a sentence of an abstract and what is read in it light up together
  const pair = (element) => {
    const part = element.closest && element.closest(".said, .note");
    const id = part && part.id;
    return id ? [part, document.getElementById((id[0] === "s" ? "f" : "s") + id.slice(1))] : [];
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => pair(event.target).forEach((one) => one && one.classList.toggle("lit", on)));
  }
  // words selected in an abstract become the quote of a missed fact
  const abstract = document.querySelector(".abstract > p"), missed = document.getElementById("missed");
  if (abstract && missed) {
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed || !abstract.contains(selection.anchorNode) || !abstract.contains(selection.focusNode)) return;
      const part = selection.getRangeAt(0).cloneContents();
      part.querySelectorAll(".ref").forEach((ref) => ref.remove());
      const words = part.textContent.trim();
      if (words.length > 2) { missed.open = true; missed.querySelector("textarea").value = words; }
    });
  }
})();
