// Starts the page, and shows one part of it at a time.

function render() {
  showFilters();
  const selection = select();
  for (const view of VIEWS) $(view).hidden = view !== current.view;
  for (const link of document.querySelectorAll("[data-view]")) {
    link.href = linkTo("view", link.dataset.view);
    if (link.dataset.view === current.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  $("filters").hidden = current.view === "help" || current.view === "phrases";
  const missing = current.missing
    ? ` Nothing on this page is called ${current.missing}; it may have been left out.`
    : "";
  $("status").textContent =
    `${plural(selection.docs.length, "text")}, ${plural(selection.answers.length, "answer")}, ${plural(selection.acts.length, "act")} ${isFiltered() ? "fit the filters." : "in all."}${missing}`;
  const views = {
    overview: showOverview,
    answers: showAnswers,
    citations: showCitations,
    phrases: showPhrases,
    reader: (all) => showReader(all, current),
    help: () => {},
  };
  views[current.view](selection);
}

function start() {
  const tips = startTips();
  startFilters(setFilters);
  startAnswers();
  startCitations();
  startPhrases();
  startHelp();
  const lists = ABOUT.lexicons.map(({ name, version }) => `${name} ${version}`).join(", ");
  fill(
    $("made"),
    `Made by rejoinder ${ABOUT.version} from ${plural(ABOUT.files, "file")}, with the word lists ${lists}. The page asks the network for nothing.`,
  );
  document.querySelector("[data-skip]").addEventListener("click", (event) => {
    event.preventDefault();
    $("main").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (tips.isShown()) tips.hide();
    else if (!$("audit").hidden) leaveAudit();
  });
  // Words of a mark lead where its label leads.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.("mark[data-hit]");
    if (mark && !event.target.closest("a") && String(getSelection()) === "")
      location.hash = linkTo("hit", mark.dataset.hit);
  });
  addEventListener("hashchange", () => follow(true));
  for (const query of ["(prefers-color-scheme: dark)", "print"])
    matchMedia(query).addEventListener("change", () => current.view === "overview" && render());
  // On paper nothing can be opened: figures and their sources are.
  addEventListener("beforeprint", () => document.querySelectorAll("main details.figures").forEach((one) => (one.open = true)));
  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => current.view === "overview" && showTime(select()), 200);
  });
  follow(false);
}

start();
