// "None of these" and the other boxes of a question exclude one another; the server checks it too.
const boxes = [...document.querySelectorAll('form.ask input[type="checkbox"]')];
for (const box of boxes) {
  box.addEventListener("change", () => {
    if (!box.checked) return;
    for (const other of boxes) {
      const clash = box.value === "none" || other.value === "none";
      if (other !== box && other.name === box.name && clash) other.checked = false;
    }
  });
}
