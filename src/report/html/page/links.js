// The address of the page says what is shown: #view=…, #doc=…, #turn=…, #hit=…, #cite=…, and the filters.

let current = { view: "overview" };

const filterPairs = () => Object.entries(filters).filter(([, value]) => value !== "");
const linkTo = (kind, id) => "#" + new URLSearchParams([[kind, id], ...filterPairs()]);

// Reads the address: sets the filters, and says what is meant.
function readAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(FILTERS)) filters[key] = said.get(key) ?? "";
  const row = BY_ID.get(said.get("hit") ?? said.get("cite"));
  const turn = row?.turn ?? BY_ID.get(said.get("turn"));
  const doc = turn?.doc ?? BY_ID.get(said.get("doc"));
  const asked = said.has("hit") || said.has("cite") || said.has("turn") || said.has("doc");
  if (asked && !doc)
    return { view: "overview", missing: said.get("hit") ?? said.get("cite") ?? said.get("turn") ?? said.get("doc") };
  if (doc) return { view: "reader", doc, turn, row: row?.turn ? row : null };
  return { view: VIEWS.includes(said.get("view")) ? said.get("view") : "overview" };
}

const VIEWS = ["overview", "answers", "citations", "phrases", "reader", "help"];

// Changes filters where one stands.
function setFilters(change) {
  Object.assign(filters, change);
  const key = document.activeElement?.textContent;
  const chart = document.activeElement?.closest("[data-chart]")?.dataset.chart;
  closeAudit();
  history.replaceState(null, "", linkTo("view", current.view));
  if (current.view === "reader") current = { view: "reader" };
  render();
  // The row that was pressed has been made anew.
  if (chart)
    [...document.querySelectorAll(`[data-chart="${chart}"] .pick`)].find((pick) => pick.textContent === key)?.focus();
}

// Shows what the address says; `moved` when somebody followed a link.
function follow(moved) {
  current = readAddress();
  reading.cue = null;
  const { row } = current;
  if (row && row.cue_start !== undefined && row.cue_start !== null)
    reading.cue = { turn: row.turn, from: row.cue_start, to: row.cue_end };
  render();
  if (current.view === "reader" && (current.turn || current.doc)) {
    const focus = goTo(current);
    if (row) return row.category ? auditHit(row) : auditCitation(row);
    closeAudit();
    if (moved) focus?.focus({ preventScroll: true });
    return;
  }
  closeAudit();
  if (moved) {
    scrollTo(0, 0);
    $(current.view + "-heading")?.focus({ preventScroll: true });
  }
}
