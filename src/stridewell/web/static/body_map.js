// The body map ticks the boxes of the form, and shows what is ticked there. The boxes hold the answer.
const map = document.querySelector(".body-map");
const said = map.querySelector("[data-said]");
const spots = [...map.querySelectorAll(".body-spot")];
const views = [...map.querySelectorAll("button[data-show]")];
const boxOf = (spot) => document.getElementById(`place-${spot.dataset.region}`);
const radios = (box) => [...box.closest(".place").querySelectorAll('input[type="radio"]')];
const sideOf = (box) => radios(box).find((each) => each.checked)?.value ?? "";
const nameOf = (box) => box.closest("label").textContent.trim();
const sideWord = (box) => radios(box).find((each) => each.checked)?.closest("label").textContent.trim();

function isMarked(spot) {
  const box = boxOf(spot);
  const side = sideOf(box);
  const own = spot.dataset.side;
  return box.checked && (own === "midline" || ["", "both", own].includes(side));
}

function set(box, side) {
  box.checked = side !== null;
  for (const each of radios(box)) each.checked = each.value === side;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function toggle(spot) {
  const box = boxOf(spot);
  const own = spot.dataset.side;
  const other = own === "left" ? "right" : "left";
  const now = box.checked ? sideOf(box) : null;
  if (own === "midline") set(box, box.checked ? null : own);
  else if (now === other) set(box, "both");
  else if (now === "both") set(box, other);
  else set(box, now === own ? null : own);
}

function show() {
  for (const spot of spots) spot.setAttribute("aria-checked", isMarked(spot));
  const chosen = [...new Set(spots.map(boxOf))].filter((box) => box.checked);
  const words = chosen.map((box) => {
    const side = sideWord(box);
    return side ? `${nameOf(box)} (${side.toLowerCase()})` : nameOf(box);
  });
  said.textContent = words.length ? `Marked: ${words.join(", ")}.` : "Nothing is marked yet.";
}

// One stop of the Tab key for each view; the arrow keys go from place to place.
function moveTo(spot) {
  for (const each of spots) {
    if (each.parentNode === spot.parentNode) each.tabIndex = each === spot ? 0 : -1;
  }
}

function press(event) {
  const spot = event.target;
  const row = spots.filter((each) => each.parentNode === spot.parentNode);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) {
    const next = row[(row.indexOf(spot) + step + row.length) % row.length];
    moveTo(next);
    next.focus();
  } else if (event.key === " " || event.key === "Enter") toggle(spot);
  else return;
  event.preventDefault();
}

for (const spot of spots) {
  const side = spot.dataset.side === "midline" ? "" : `, ${spot.dataset.side}`;
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = nameOf(boxOf(spot)) + side;
  spot.append(title);
  spot.setAttribute("role", "checkbox");
  spot.setAttribute("aria-label", title.textContent);
  spot.tabIndex = spot === spot.parentNode.querySelector(".body-spot") ? 0 : -1;
  spot.addEventListener("click", () => {
    moveTo(spot);
    toggle(spot);
  });
  spot.addEventListener("keydown", press);
}
for (const button of views) {
  button.addEventListener("click", () => {
    map.dataset.shown = button.dataset.show;
    for (const each of views) each.setAttribute("aria-pressed", each === button);
  });
}
map.closest("form").addEventListener("change", show);
map.hidden = false;
show();
