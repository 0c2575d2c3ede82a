// Small drawings for buttons: strokes on a grid of 20 by 20.

const SPACE = "http://www.w3.org/2000/svg";
const PATHS = {
  reply: "M4 4h12v9H9l-4 3v-3H4z",
  more: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  pulse: "M2 11h4l2-6 4 11 2-5h4",
  close: "M5 5l10 10M15 5L5 15",
  bolt: "M11 2L4 11h5l-1 7 7-9h-5z",
  picture: "M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13.5 7.5v.01",
  plus: "M10 4v12M4 10h12",
  eye: "M2 10c3-5.5 13-5.5 16 0-3 5.5-13 5.5-16 0zM10 8a2 2 0 100 4 2 2 0 000-4z",
  hash: "M8 3L6 17M14 3l-2 14M3.5 7.5h14M2.5 12.5h14",
  lock: "M5 9h10v8H5zM7 9V6a3 3 0 016 0v3",
  people: "M7.5 10a3 3 0 100-6 3 3 0 000 6zM2 17c.5-6 10.5-6 11 0M13 4.5a3 3 0 010 5.5M15 12c2 .5 3 2.5 3 5",
  app: "M3 10c3.5-5 10.5-5 14 0-3.5 5-10.5 5-14 0zM10 8.5v.01",
  down: "M5 8l5 5 5-5",
};

/** Return an icon, which says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(SPACE, "svg");
  const attributes = { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true",
    "stroke-width": 1.6, class: "drawn" };
  if (name === "more") attributes["stroke-width"] = 2.6;
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  const path = document.createElementNS(SPACE, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
