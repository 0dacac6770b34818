// The moving stick figure: plays the points of a clip, with its contacts, traces and kept film in step.
const PER_SECOND = 100; // units of the traces for a second
const WINDOW = 3; // seconds of the traces around the moment
const [LEAST_RATE, MOST_RATE] = [0.07, 16]; // how fast browsers play a film
const LEG = /_(knee|ankle|heel|toe)$/;
const WITHIN = 0.001; // seconds of clip that a moment is moved into its frame: times are rounded
const UNPLAYED = "This browser cannot play the film, so the figure moves without it. The film is kept as it is.";

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

/** The frame nearest to a moment. */
export function frameNear(time, moment) {
  const frame = frameAt(time, moment);
  const isNextNearer = frame < time.length - 1 && time[frame + 1] - moment < moment - time[frame];
  return isNextNearer ? frame + 1 : frame;
}

/** The second of the film that shows a moment of the clip. */
export function filmTime(place, moment) {
  return place.begins + place.slower * (moment + WITHIN);
}

/** The moment of the clip that a second of the film shows. */
export function clipTime(place, second) {
  return (second - place.begins) / place.slower;
}

function touching(contacts, moment) {
  return contacts.filter((each) => each.on <= moment && moment <= each.off);
}

/** What stands on the ground at a moment, in words. */
export function standing(contacts, moment) {
  const on = touching(contacts, moment);
  return on.length ? `${on.map((each) => each.side).join(" and ")} foot on the ground` : "in the air";
}

function setUp(box, data) {
  const { time, names, frames, contacts } = data;
  const unsure = Object.fromEntries(
    Object.entries(data.unsure).map(([side, marked]) => [side, new Set(marked)]),
  );
  const screen = box.querySelector(".gait-screen");
  const parts = [...screen.querySelectorAll("line, circle")];
  const placed = box.querySelector("[data-placed]");
  const scrub = box.querySelector("[data-scrub]");
  const play = box.querySelector("[data-play]");
  const speed = box.querySelector("[data-speed]");
  const said = box.querySelector("[data-said]");
  let film = data.film && box.querySelector("video");
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
    const down = touching(contacts, time[frame]).map((each) => each.side);
    if (film) {
      const { places, down: below, unit } = data.film;
      placed.setAttribute("transform", `translate(${places[frame]} ${below}) scale(${unit[0]} ${unit[1]})`);
    }
    for (const part of parts) {
      const side = LEG.test(part.dataset.to) ? part.dataset.to.split("_")[0] : null;
      if (side) {
        part.classList.toggle("g-unsure", unsure[side].has(frame));
        part.classList.toggle("g-down", down.includes(side) && part.classList.contains("g-foot"));
      }
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

  // The film is sought one moment after the other: a new wish would break off the one under way.
  let isWanted = false;

  function seek() {
    if (!film || film.readyState < 1) return;
    isWanted = film.seeking;
    if (!isWanted) film.currentTime = Math.max(0, filmTime(data.film, moment));
  }

  function goWithout() {
    stop();
    film = null;
    delete screen.dataset.show;
    box.querySelector("[data-shown]").remove();
    box.querySelector("[data-no-film]").textContent = UNPLAYED;
  }

  function show(wanted, { spoken = true } = {}) {
    const frame = frameNear(time, Math.max(0, Math.min(wanted, length)));
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
    if (began === null) return;
    began = null;
    film?.pause();
    play.textContent = "Play";
    play.setAttribute("aria-pressed", "false");
    show(moment);
  }

  // The film, where there is one, is the clock: the figure is drawn for the frame that is shown.
  function tick(run, wanted) {
    if (began !== run) return;
    if (wanted >= length || film?.ended) {
      show(length);
      stop();
      return;
    }
    show(wanted, { spoken: false });
    awaitNext(run);
  }

  function awaitNext(run) {
    if (!film || run.isAlone) {
      const since = (now) => run.moment + ((now - run.now) / 1000) * Number(speed.value);
      requestAnimationFrame((now) => tick(run, since(now)));
    } else if (film.requestVideoFrameCallback) {
      film.requestVideoFrameCallback((_, shown) => tick(run, clipTime(data.film, shown.mediaTime)));
    } else {
      requestAnimationFrame(() => tick(run, clipTime(data.film, film.currentTime)));
    }
  }

  function start() {
    const run = { now: performance.now(), moment: moment >= length ? 0 : moment, isAlone: !film };
    began = run;
    play.textContent = "Pause";
    play.setAttribute("aria-pressed", "true");
    if (!film) {
      awaitNext(run);
      return;
    }
    const wanted = Number(speed.value) * data.film.slower;
    film.playbackRate = Math.max(LEAST_RATE, Math.min(wanted, MOST_RATE));
    if (run.moment !== moment) film.currentTime = Math.max(0, filmTime(data.film, run.moment));
    const refused = () => { run.isAlone = true; };
    film.play().catch(refused).then(() => awaitNext(run));
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
  if (film) {
    film.addEventListener("loadedmetadata", seek);
    film.addEventListener("seeked", () => { if (isWanted && began === null) seek(); });
    film.addEventListener("ended", () => { if (began !== null) tick(began, length); });
    film.addEventListener("error", goWithout);
    if (film.error) goWithout();
    box.querySelector("[data-shown]")?.addEventListener("change", (event) => {
      screen.dataset.show = event.target.value;
    });
  }
  box.hidden = false;
  touch(0);
}

for (const box of document.querySelectorAll("[data-player]")) {
  fetch(box.dataset.player)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((data) => { if (data) setUp(box, data); });
}
