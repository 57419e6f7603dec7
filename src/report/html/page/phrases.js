// The table of phrases that come again: how often, by how many, from when to when.

let fillPhrases = null;

const PHRASES = ABOUT.phrases.rows.map(
  ([phrase, goesOn, times, texts, speakers, dates, docs, who, status, variants]) => ({
    phrase,
    goesOn,
    times,
    texts,
    speakers,
    dates,
    docs,
    who,
    status,
    variants,
  }),
);

function startPhrases() {
  const number = (key, name, tip) => ({ key, name, tip, number: true, by: (row) => row[key], cell: (row) => String(row[key]) });
  const end = (key, name, at) => ({
    key,
    name,
    words: true,
    by: (row) => row.dates[at] ?? "",
    cell: (row) => {
      const when = [row.dates[at] ?? "no date", row.who[at] && `, ${row.who[at]}`];
      const doc = row.docs[at];
      return BY_ID.has(doc) ? make("a", { href: linkTo("doc", doc) }, when) : when;
    },
  });
  const columns = [
    {
      key: "phrase",
      name: "Phrase",
      words: true,
      tip: "In small letters, without marks; [COUNTRY] and [PERSON] stand for any of them.",
      by: (row) => row.phrase,
      cell: (row) => [
        row.phrase + (row.goesOn ? " …" : ""),
        row.variants ? make("span.asked", {}, "With: " + excerpt(row.variants, 110)) : null,
      ],
    },
    number("times", "Times", "How often answers and statements say it."),
    number("texts", "Texts", "In how many of them."),
    number("speakers", "Speakers", "By how many speakers with a name."),
    end("first", "First", 0),
    end("last", "Last", 1),
    {
      key: "status",
      name: "Now",
      words: true,
      tip: "New: first heard in the last 30 days. Stopped: not heard for 90 days, which chance would hardly bring.",
      by: (row) => row.status,
      cell: (row) => row.status,
    },
  ];
  fillPhrases = sortable("phrases-table", columns, {
    sort: "times",
    things: ABOUT.phrases.n > PHRASES.length ? `of ${ABOUT.phrases.n} phrases, which stand in the table “phrases”` : "phrases",
    caption: "Phrases that come again",
    search: "Search in phrases and speakers",
    text: (row) => (row.text ??= [row.phrase, ...row.who, row.variants].join("\n").toLowerCase()),
  });
}

const showPhrases = () => fillPhrases(PHRASES);
