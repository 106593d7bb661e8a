// The editor, where its script could be loaded; else the form below stays.
"use strict";
(() => {
  const place = document.getElementById("yasgui"), plain = document.getElementById("plain");
  if (!place || typeof Yasgui === "undefined") return;
  const first = document.getElementById("query").value;
  place.hidden = false;
  plain.hidden = true;
  Yasgui.Yasr.defaults.prefixes = JSON.parse(place.dataset.prefixes);
  const editor = new Yasgui(place, {
    requestConfig: { endpoint: place.dataset.endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: place.dataset.endpoint }] },
    copyEndpointOnNewTab: true,
    persistencePrefix: "kg",
    persistenceId: "kg",
    autofocus: false,
    yasqe: { value: first, prefixCcApi: "/static/prefixes.json" },
  });
  const show = (text) => { const tab = editor.getTab(); if (tab) { tab.setQuery(text); tab.getYasqe().query().catch(() => {}); } };
  if (location.search.includes("query=")) show(first);
  document.querySelector(".examples").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-query]");
    if (!link) return;
    event.preventDefault();
    show(link.dataset.query);
    place.scrollIntoView();
  });
})();
