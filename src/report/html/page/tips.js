// Explanations of words: they appear when a word is pointed at, pressed or has the focus; Escape puts them away.

function startTips() {
  const tip = $("tip");
  let shown = null;
  const hide = () => {
    shown?.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  };
  const show = (event) => {
    const word = event.target.closest?.("[data-tip]");
    if (!word) return hide();
    if (word === shown) return;
    hide();
    shown = word;
    tip.textContent = word.dataset.tip;
    tip.hidden = false;
    word.setAttribute("aria-describedby", "tip");
    const at = word.getBoundingClientRect();
    const width = Math.min(tip.offsetWidth, innerWidth - 16);
    tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8)) + scrollX}px`;
    const below = at.bottom + tip.offsetHeight + 8 < innerHeight;
    tip.style.top = `${(below ? at.bottom + 6 : at.top - tip.offsetHeight - 6) + scrollY}px`;
  };
  for (const kind of ["pointerover", "focusin", "click"]) document.addEventListener(kind, show);
  document.addEventListener("focusout", hide);
  return { hide, isShown: () => shown !== null };
}
