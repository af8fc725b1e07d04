// Draws who is around a person from the tables of the page, which say everything; without this file they stand alone.
import cytoscape from "./vendor/cytoscape.js";

// Cytoscape writes a style element into the page unless one of this name is there; the page allows no such element.
const ITS_STYLE = "__________cytoscape_stylesheet";
const STEP = 40;
const ZOOM = 1.25;

const words = (row, name) => row.querySelector(`[data-${name}]`)?.textContent.trim() ?? "";

function read(figure) {
  const { person, name } = figure.dataset;
  const nodes = new Map([[person, { id: person, label: name, sort: "person" }]]);
  const edges = [];
  for (const row of document.querySelectorAll("tr[data-tie]")) {
    const { one, other, group } = row.dataset;
    const cares = [...row.querySelectorAll("[data-care]")].map((care) => `⚠ ${care.textContent.trim()}`);
    const link = row.querySelector("[data-who]");
    if (!nodes.has(one)) {
      const label = [link.textContent.trim(), ...cares].join("\n");
      nodes.set(one, { id: one, label, url: link.getAttribute("href"), sort: cares.length ? "care" : "other" });
    }
    edges.push({ id: `tie-${edges.length}`, source: one, target: other, label: words(row, "words"), group });
  }
  // Both ends of a line between two others are people of the first table; a line to anybody else is not drawn.
  const drawn = edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target));
  return [...nodes.values(), ...drawn].map((data) => ({ data }));
}

const LINES = {
  family: { "line-color": "#0c6470", "line-style": "solid", width: 2.5 },
  home: { "line-color": "#17613a", "line-style": "solid", width: 6, "line-opacity": 0.6 },
  circle: { "line-color": "#4a5868", "line-style": "dashed", width: 2 },
  danger: { "line-color": "#9c1f16", "line-style": "dotted", width: 4 },
};

const STYLE = [
  {
    selector: "node",
    style: {
      label: "data(label)",
      "text-wrap": "wrap",
      "text-max-width": 130,
      "text-valign": "bottom",
      "text-margin-y": 4,
      "font-family": "system-ui, sans-serif",
      "font-size": 13,
      color: "#10233f",
      "text-background-color": "#ffffff",
      "text-background-opacity": 0.9,
      width: 26,
      height: 26,
      shape: "ellipse",
      "background-color": "#e8ecf1",
      "border-width": 2,
      "border-color": "#10233f",
    },
  },
  {
    selector: "node[sort = 'person']",
    style: {
      shape: "round-rectangle",
      width: 150,
      height: 48,
      "background-color": "#10233f",
      "text-valign": "center",
      "text-margin-y": 0,
      "text-background-opacity": 0,
      color: "#ffffff",
      "font-weight": 700,
    },
  },
  { selector: "node[sort = 'care']", style: { shape: "octagon", "background-color": "#fcebe9", "border-color": "#9c1f16", "border-width": 4, color: "#9c1f16" } },
  { selector: "node.is-chosen", style: { "border-width": 6, "border-color": "#000000", "background-color": "#ffdd00" } },
  {
    selector: "edge",
    style: {
      label: "data(label)",
      "font-family": "system-ui, sans-serif",
      "font-size": 11,
      color: "#10233f",
      "text-background-color": "#ffffff",
      "text-background-opacity": 0.95,
      "text-background-padding": 2,
      "curve-style": "bezier",
      "target-arrow-shape": "triangle",
      "arrow-scale": 0.9,
      "target-arrow-color": "#4a5868",
    },
  },
  ...Object.entries(LINES).map(([group, style]) => ({ selector: `edge[group = '${group}']`, style })),
];

function draw(figure) {
  if (!document.getElementById(ITS_STYLE)) {
    const instead = document.createElement("span");
    instead.id = ITS_STYLE;
    instead.hidden = true;
    document.body.append(instead);
  }
  figure.hidden = false;
  return cytoscape({
    container: figure.querySelector("[data-picture]"),
    elements: read(figure),
    style: STYLE,
    layout: {
      name: "concentric",
      concentric: (node) => (node.data("sort") === "person" ? 2 : 1),
      levelWidth: () => 1,
      minNodeSpacing: 110,
      spacingFactor: 1.3,
      animate: false,
      padding: 30,
    },
    userZoomingEnabled: false,
    maxZoom: 3,
    minZoom: 0.2,
  });
}

function zoomed(picture, factor) {
  const middle = { x: picture.width() / 2, y: picture.height() / 2 };
  picture.zoom({ level: picture.zoom() * factor, renderedPosition: middle });
}

function wake(figure) {
  const picture = draw(figure);
  const canvas = figure.querySelector("[data-picture]");
  const does = {
    in: () => zoomed(picture, ZOOM),
    out: () => zoomed(picture, 1 / ZOOM),
    fit: () => picture.fit(undefined, 30),
  };
  const keys = {
    "+": does.in,
    "=": does.in,
    "-": does.out,
    0: does.fit,
    ArrowLeft: () => picture.panBy({ x: STEP, y: 0 }),
    ArrowRight: () => picture.panBy({ x: -STEP, y: 0 }),
    ArrowUp: () => picture.panBy({ x: 0, y: STEP }),
    ArrowDown: () => picture.panBy({ x: 0, y: -STEP }),
  };
  canvas.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  for (const button of figure.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", does[button.dataset.zoom]);
  }
  picture.on("tap", "node[url]", (event) => window.location.assign(event.target.data("url")));
  // Whoever goes through the table by keyboard sees in the picture where he is.
  for (const row of document.querySelectorAll("tr[data-tie]")) {
    const node = picture.getElementById(row.dataset.one);
    row.addEventListener("focusin", () => node.addClass("is-chosen"));
    row.addEventListener("focusout", () => node.removeClass("is-chosen"));
  }
}

for (const figure of document.querySelectorAll("[data-associates]")) wake(figure);
