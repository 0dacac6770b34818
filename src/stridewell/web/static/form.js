// "None of these" and the other boxes exclude one another; the server checks it too.
const ALONE = new Set(["none", "not_sure"]);
const boxes = [...document.querySelectorAll('input[type="checkbox"][name="answer"]')];
for (const box of boxes) {
  box.addEventListener("change", () => {
    if (!box.checked) return;
    for (const other of boxes) {
      const clash = ALONE.has(box.value) || ALONE.has(other.value);
      if (other !== box && clash) other.checked = false;
    }
  });
}
