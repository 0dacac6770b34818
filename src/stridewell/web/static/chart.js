// Draws the figure of the page from the data beside it, in the page's own colours.
const place = document.getElementById("figure");
const { data, layout, config } = JSON.parse(document.getElementById("figure-data").textContent);
const style = getComputedStyle(document.documentElement);
const font = { family: style.fontFamily, color: style.getPropertyValue("--text").trim(), size: 13 };
Plotly.newPlot(place, data, { ...layout, font }, config).then(() => { place.dataset.drawn = "yes"; });
