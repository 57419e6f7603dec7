// What is looked at: one set of filters for the whole page. They stand in the address, so that a view can be passed on.

const FILTERS = { speaker: "", from: "", to: "", target: "", category: "", genre: "", doc_is: "" };
const filters = { ...FILTERS };
const isFiltered = () => Object.keys(FILTERS).some((key) => filters[key] !== "");

const sorted = (values) => [...new Set(values)].filter(Boolean).sort((a, b) => a.localeCompare(b, "en"));

// The fields: name, label, choices, and what it does.
function fields() {
  const months = sorted(DOCS.map((doc) => doc.month));
  const counting = DOCS.flatMap((doc) => doc.hits).filter((hit) => hit.counts);
  const present = new Set(counting.map((hit) => hit.category));
  const categories = ABOUT.categories.map((category) => category.id).filter((id) => present.has(id));
  const byName = (name) => (a, b) => name(a).localeCompare(name(b), "en");
  return [
    ["speaker", "Speaker", sorted(DOCS.flatMap((doc) => doc.said.map((said) => said.who))), (who) => who],
    ["from", "From", months, monthName],
    ["to", "Until", months, monthName],
    ["target", "Aimed at", sorted(counting.map((hit) => hit.target)).sort(byName(actorName)), actorName],
    ["category", "Kind of act", categories.sort(byName(categoryName)), categoryName],
    ["genre", "Kind of text", sorted(DOCS.map((doc) => doc.genre)), (genre) => GENRES[genre] ?? genre],
    [
      "doc_is",
      "Text",
      DOCS.map((doc) => doc.id),
      (id) => `${dateName(BY_ID.get(id))}: ${excerpt(titleOf(BY_ID.get(id)), 60)}`,
    ],
  ];
}

function startFilters(changed) {
  const form = $("filters");
  for (const [key, label, choices, name] of fields()) {
    const options = choices.map((choice) => make("option", { value: choice }, name(choice)));
    const select = make("select", { id: "filter-" + key, name: key }, make("option", { value: "" }, "all"), options);
    select.addEventListener("change", () => changed({ [key]: select.value }));
    form.append(make("p", {}, make("label", { for: select.id }, label), select));
  }
  form.append(make("p", {}, make("button", { type: "reset", id: "filter-clear" }, "Clear filters")));
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    changed(FILTERS);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

// Shows in the form what the filters are.
function showFilters() {
  for (const key of Object.keys(FILTERS)) {
    const select = $("filter-" + key);
    select.value = filters[key];
    if (select.value !== filters[key]) {
      // An address may name what this page does not hold.
      filters[key] = "";
      select.value = "";
    }
    select.closest("p").classList.toggle("set", filters[key] !== "");
  }
  $("filter-clear").disabled = !isFiltered();
}
