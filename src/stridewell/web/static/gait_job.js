// Shows how far a reading is, and opens its session when it is over. Without this the page reloads.
const bar = document.getElementById("share");
const told = document.getElementById("told");
const AGAIN = 1000;

async function look() {
  try {
    const answer = await fetch(`/gait/jobs/${bar.dataset.job}.json`);
    const now = await answer.json();
    if (now.over) {
      location.reload();
      return;
    }
    if (now.share === null) bar.removeAttribute("value");
    else bar.value = now.share;
    if (told.textContent !== now.told) told.textContent = now.told;
  } catch {
    told.textContent = "stridewell does not answer. It may have been closed.";
  }
  setTimeout(look, AGAIN);
}

setTimeout(look, AGAIN);
