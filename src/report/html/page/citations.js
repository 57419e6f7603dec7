// The table of citations: who cites what, how exactly, and for which figures.

let fillCitations = null;

function startCitations() {
  const columns = [
    { key: "date", name: "Date", words: true, by: (row) => row.doc.date ?? "", cell: (row) => dateName(row.doc) },
    { key: "who", name: "Cited by", words: true, by: citerName, cell: citerName },
    {
      key: "source",
      name: "Source, as read",
      words: true,
      by: (row) => sourceOf(row).toLowerCase(),
      cell: (row) => make("a.row", { href: linkTo("cite", row.id) }, excerpt(sourceOf(row), 120) || "(no words)"),
    },
    {
      key: "type",
      name: "Kind of source",
      words: true,
      tip: "Own and other side are seen from the speaker.",
      by: (row) => sourceName(row.type),
      cell: (row) => sourceName(row.type),
    },
    {
      key: "specificity",
      name: "How exact",
      number: true,
      tip: "From 0, nobody in particular, to 4, an address to look it up.",
      by: (row) => row.specificity,
      cell: (row) => String(row.specificity),
    },
    {
      key: "content",
      name: "What is cited",
      words: true,
      by: (row) => contentOf(row),
      cell: (row) => excerpt(contentOf(row), 200),
    },
    {
      key: "figures",
      name: "Figures",
      words: true,
      tip: "Numbers in what is cited.",
      by: (row) => row.figures.length,
      cell: (row) => row.figures.map(matchedOf).join("; "),
    },
    {
      key: "use",
      name: "Used",
      words: true,
      by: (row) => USES[row.use] ?? row.use,
      cell: (row) => USES[row.use] ?? row.use,
    },
  ];
  fillCitations = sortable("citations-table", columns, {
    sort: "figures",
    things: "citations, questions left out",
    caption: "Citations",
    search: "Search in sources and what is cited",
    text: (row) =>
      (row.text ??= [sourceOf(row), contentOf(row), row.entity, row.title, citerName(row), sourceName(row.type)]
        .join("\n")
        .toLowerCase()),
  });
}

const citerName = (citation) => citerOf(citation) || "the text itself";
const showCitations = ({ citations }) => fillCitations(citations);
