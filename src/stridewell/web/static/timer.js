// Guides through a test: one step at a time, and a clock or counter that fills the field of its side.
// Without this script the steps are a plain list and the fields are filled by hand.
const SECOND = 1000;
const TICK = 100;

/** What a clock shows after so many milliseconds: whole seconds, those left where it runs down. */
export function shown(kind, elapsed, limit) {
  const seconds = Math.floor(elapsed / SECOND);
  if (kind === "down") return Math.max(0, limit - seconds);
  return limit > 0 ? Math.min(seconds, limit) : seconds;
}

/** Whether a clock with an end has reached it. */
export function isOver(elapsed, limit) {
  return limit > 0 && elapsed >= limit * SECOND;
}

function setUpClock(box) {
  const kind = box.dataset.clock;
  const limit = Number(box.dataset.seconds);
  const face = box.querySelector("[data-face]");
  const field = document.getElementById(box.dataset.field);
  const start = box.querySelector("[data-start]");
  let began = null;
  let ticking = null;

  const show = (elapsed) => { face.textContent = shown(kind, elapsed, limit); };
  function stop() {
    const elapsed = performance.now() - began;
    clearInterval(ticking);
    began = null;
    start.textContent = "Start";
    show(elapsed);
    if (kind === "up") field.value = shown(kind, elapsed, limit);
    else field.focus();
  }
  function tick() {
    const elapsed = performance.now() - began;
    show(elapsed);
    if (isOver(elapsed, limit)) stop();
  }
  start.addEventListener("click", () => {
    if (began !== null) {
      stop();
      return;
    }
    began = performance.now();
    start.textContent = "Stop";
    ticking = setInterval(tick, TICK);
  });
  box.querySelector("[data-reset]").addEventListener("click", () => {
    clearInterval(ticking);
    began = null;
    start.textContent = "Start";
    show(0);
    if (kind === "up") field.value = "";
  });
  show(0);
  box.hidden = false;
}

function setUpCounter(box) {
  const face = box.querySelector("[data-face]");
  const field = document.getElementById(box.dataset.field);
  const most = Number(field.max);
  const set = (count) => {
    field.value = Math.min(Math.max(0, count), most);
    face.textContent = field.value;
  };
  box.querySelector("[data-count]").addEventListener("click", () => set(Number(field.value) + 1));
  box.querySelector("[data-less]").addEventListener("click", () => set(Number(field.value) - 1));
  field.addEventListener("input", () => { face.textContent = field.value || "0"; });
  face.textContent = field.value || "0";
  box.hidden = false;
}

function setUpSteps(list) {
  const steps = [...list.children];
  const guide = document.querySelector("[data-guide]");
  const place = guide.querySelector("[data-place]");
  let now = 0;
  function show() {
    steps.forEach((step, at) => {
      if (at === now) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    place.textContent = `Step ${now + 1} of ${steps.length}`;
    guide.querySelector("[data-back]").disabled = now === 0;
    guide.querySelector("[data-next]").disabled = now === steps.length - 1;
  }
  guide.querySelector("[data-back]").addEventListener("click", () => { now -= 1; show(); });
  guide.querySelector("[data-next]").addEventListener("click", () => { now += 1; show(); });
  guide.hidden = false;
  show();
}

const list = document.querySelector("[data-steps]");
if (list) setUpSteps(list);
for (const box of document.querySelectorAll("[data-clock]")) {
  if (box.dataset.clock === "counter") setUpCounter(box);
  else setUpClock(box);
}
