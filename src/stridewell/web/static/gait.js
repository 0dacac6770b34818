// The moving stick figure: plays the points of a clip, with its contacts, traces and kept film in step.
const PER_SECOND = 100; // units of the traces for a second
const WINDOW = 3; // seconds of the traces around the moment
const [LEAST_RATE, MOST_RATE] = [0.07, 16]; // how fast browsers play a film
const LEG = /_(knee|ankle|heel|toe)$/;
const SAME = 0.1; // a film this near in length to the clip runs at the same speed

/** The last frame that is not after a moment. */
export function frameAt(time, moment) {
  let low = 0;
  let high = time.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (time[middle] <= moment) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first frame that is not before a moment. */
export function frameFrom(time, moment) {
  const frame = frameAt(time, moment);
  return time[frame] < moment && frame < time.length - 1 ? frame + 1 : frame;
}

/** The moment of the first contact after a moment, from the beginning again at the end. */
export function nextTouch(contacts, moment) {
  const touches = contacts.map((each) => each.on).filter((on) => on >= 0).sort((a, b) => a - b);
  return touches.find((on) => on > moment + 0.001) ?? touches[0] ?? 0;
}

/** What stands on the ground at a moment, in words. */
export function standing(contacts, moment) {
  const on = contacts.filter((each) => each.on <= moment && moment <= each.off);
  return on.length ? `${on.map((each) => each.side).join(" and ")} foot on the ground` : "in the air";
}

function setUp(box, data) {
  const { time, names, frames, contacts } = data;
  const unsure = Object.fromEntries(
    Object.entries(data.unsure).map(([side, marked]) => [side, new Set(marked)]),
  );
  const stage = box.querySelector(".gait-stage");
  const parts = [...stage.querySelectorAll("line, circle")];
  const scrub = box.querySelector("[data-scrub]");
  const play = box.querySelector("[data-play]");
  const speed = box.querySelector("[data-speed]");
  const said = box.querySelector("[data-said]");
  const film = box.querySelector("video");
  const traces = [...box.parentElement.querySelectorAll("[data-traces] svg")];
  const length = time[time.length - 1];
  const at = new Map(names.map((name, place) => [name, 2 * place]));
  let moment = 0;
  let began = null;

  function point(row, name) {
    const place = at.get(name);
    if (place === undefined || row[place] === null || row[place + 1] === null) return null;
    return [row[place] / 10, row[place + 1] / 10];
  }

  function draw(frame) {
    const row = frames[frame];
    for (const part of parts) {
      const side = LEG.test(part.dataset.to) ? part.dataset.to.split("_")[0] : null;
      if (side) part.classList.toggle("g-unsure", unsure[side].has(frame));
      const { from, to, at: only } = part.dataset;
      const start = point(row, from ?? only);
      const end = to ? point(row, to) : start;
      part.style.visibility = start && end ? "visible" : "hidden";
      if (!start || !end) continue;
      if (to) {
        part.setAttribute("x1", start[0]);
        part.setAttribute("y1", start[1]);
        part.setAttribute("x2", end[0]);
        part.setAttribute("y2", end[1]);
      } else {
        part.setAttribute("cx", start[0]);
        part.setAttribute("cy", start[1]);
      }
    }
  }

  function follow() {
    const wide = Math.min(WINDOW, length);
    const left = Math.max(0, Math.min(moment - wide / 2, length - wide)) * PER_SECOND;
    for (const trace of traces) {
      const high = trace.viewBox.baseVal.height;
      trace.setAttribute("viewBox", `${left} 0 ${wide * PER_SECOND} ${high}`);
      trace.querySelector("[data-cursor]").setAttribute("d", `M${moment * PER_SECOND} 0V${high}`);
    }
  }

  // A slow-motion film is longer than the clip, which is in real time.
  function slower() {
    const factor = film.duration / data.lasts;
    return Math.abs(factor - 1) < SAME ? 1 : factor;
  }

  function seek() {
    if (!film || !Number.isFinite(film.duration)) return;
    film.currentTime = Math.min(moment * slower(), film.duration);
  }

  function show(wanted, { spoken = true } = {}) {
    const frame = frameAt(time, Math.max(0, Math.min(wanted, length)));
    moment = time[frame];
    draw(frame);
    follow();
    if (began === null) seek();
    scrub.value = frame;
    const words = `${moment.toFixed(2)} s, ${standing(contacts, moment)}`;
    scrub.setAttribute("aria-valuetext", words);
    if (spoken) said.textContent = words;
  }

  function touch(after) {
    show(time[frameFrom(time, nextTouch(contacts, after))]);
  }

  function stop() {
    began = null;
    film?.pause();
    play.textContent = "Play";
    play.setAttribute("aria-pressed", "false");
    show(moment);
  }

  function tick(now) {
    if (began === null) return;
    const wanted = began.moment + ((now - began.now) / 1000) * Number(speed.value);
    if (wanted >= length) {
      show(length);
      stop();
      return;
    }
    show(wanted, { spoken: false });
    requestAnimationFrame(tick);
  }

  function start() {
    began = { now: performance.now(), moment: moment >= length ? 0 : moment };
    play.textContent = "Pause";
    play.setAttribute("aria-pressed", "true");
    if (film && Number.isFinite(film.duration)) {
      film.playbackRate = Math.max(LEAST_RATE, Math.min(Number(speed.value) * slower(), MOST_RATE));
      film.currentTime = Math.min(began.moment * slower(), film.duration);
      film.play().catch(() => {}); // the figure moves without it
    }
    requestAnimationFrame(tick);
  }

  scrub.max = time.length - 1;
  scrub.addEventListener("input", () => {
    const wanted = time[Number(scrub.value)];
    stop();
    show(wanted);
  });
  play.addEventListener("click", () => (began === null ? start() : stop()));
  speed.addEventListener("change", () => { if (began !== null) start(); });
  for (const button of box.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      stop();
      const next = frameAt(time, moment) + Number(button.dataset.step);
      show(time[Math.max(0, Math.min(next, time.length - 1))]);
    });
  }
  box.querySelector("[data-next]").addEventListener("click", () => {
    stop();
    touch(moment);
  });
  film?.addEventListener("loadedmetadata", seek);
  box.hidden = false;
  touch(0);
}

for (const box of document.querySelectorAll("[data-player]")) {
  fetch(box.dataset.player)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((data) => { if (data) setUp(box, data); });
}
