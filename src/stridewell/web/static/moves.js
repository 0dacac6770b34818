// A figure that moves, and a clock that counts sets, repetitions and holds at its pace.
// Without this script a strip of its positions and the dose in words are all there is.
const SECOND = 1000;
const TICK = 100;

/** The frames and their times out of "0:500 1:120". */
export function readTimes(text) {
  return text.split(" ").map((each) => each.split(":").map(Number));
}

/** Which frame is shown so many milliseconds after the start of a round. */
export function frameAt(times, elapsed) {
  const round = times.reduce((sum, [, time]) => sum + time, 0);
  let left = elapsed % round;
  for (const [frame, time] of times) {
    if (left < time) return frame;
    left -= time;
  }
  return times[0][0];
}

/** What the clock of a set shows: a count of repetitions, or seconds that run down; and whether it is over. */
export function setAt(plan, round, elapsed) {
  const seconds = elapsed / SECOND;
  if (plan.reps > 0) {
    const each = Math.max(round, plan.hold);
    const done = Math.floor(seconds / each);
    return { face: Math.min(done, plan.reps), over: done >= plan.reps };
  }
  if (plan.hold > 0) return { face: Math.max(0, Math.ceil(plan.hold - seconds)), over: seconds >= plan.hold };
  return { face: Math.floor(seconds), over: false };
}

function setUpMover(figure) {
  const drawing = figure.querySelector("[data-move]");
  const frames = [...drawing.querySelectorAll("[data-frame]")];
  const times = readTimes(drawing.dataset.times);
  const button = figure.querySelector("[data-play]");
  let playing = false;
  let before = null;
  let elapsed = 0;
  let shown = 0;
  function step(now) {
    if (!playing) return;
    if (before !== null) elapsed += now - before;
    before = now;
    const frame = frameAt(times, elapsed);
    if (frame !== shown) {
      frames[shown].setAttribute("display", "none");
      frames[frame].removeAttribute("display");
      shown = frame;
    }
    requestAnimationFrame(step);
  }
  function play(on) {
    playing = on;
    before = null;
    button.textContent = on ? "Pause" : "Play";
    button.setAttribute("aria-pressed", String(on));
    if (on) requestAnimationFrame(step);
  }
  button.addEventListener("click", () => play(!playing));
  figure.hidden = false;
  play(!matchMedia("(prefers-reduced-motion: reduce)").matches);
}

function setUpPlayer(box) {
  const round = Number(box.dataset.round);
  const choice = box.querySelector("[data-plan]");
  const part = (name) => box.querySelector(`[data-${name}]`);
  const start = part("start");
  let set = 1;
  let elapsed = 0;
  let before = null;
  let ticking = null;
  const plan = () => {
    const { sets, reps, hold } = choice.selectedOptions[0].dataset;
    return { sets: Number(sets), reps: Number(reps), hold: Number(hold) };
  };
  function show() {
    const { sets, reps, hold } = plan();
    const done = set > sets;
    part("face").textContent = done ? "✓" : setAt(plan(), round, elapsed).face;
    const word = done ? "All sets done" : `Set ${set} of ${sets}`;
    if (part("set").textContent !== word) part("set").textContent = word;
    part("step").textContent = done ? "" : reps ? `of ${reps} repetitions${hold ? `, hold ${hold} s each` : ""}` : hold ? "seconds left" : "seconds";
    part("next").disabled = done;
    start.disabled = done;
  }
  function pause() {
    clearInterval(ticking);
    ticking = null;
    start.textContent = elapsed ? "Go on" : "Start";
  }
  function nextSet() {
    set += 1;
    elapsed = 0;
    pause();
    show();
  }
  function tick() {
    const now = performance.now();
    elapsed += now - before;
    before = now;
    if (setAt(plan(), round, elapsed).over) nextSet();
    else show();
  }
  function again() {
    set = 1;
    elapsed = 0;
    pause();
    show();
  }
  start.addEventListener("click", () => {
    if (ticking !== null) {
      pause();
      return;
    }
    before = performance.now();
    start.textContent = "Pause";
    ticking = setInterval(tick, TICK);
  });
  part("next").addEventListener("click", nextSet);
  part("again").addEventListener("click", again);
  choice.addEventListener("change", again);
  box.hidden = false;
  show();
}

for (const figure of document.querySelectorAll("[data-mover]")) setUpMover(figure);
for (const box of document.querySelectorAll("[data-player]")) setUpPlayer(box);
