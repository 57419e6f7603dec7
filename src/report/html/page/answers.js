// The table of answers and statements.

let fillAnswers = null;

function startAnswers() {
  const columns = [
    {
      key: "date",
      name: "Date",
      words: true,
      by: (row) => row.turn.doc.date ?? "",
      cell: (row) => dateName(row.turn.doc),
    },
    { key: "who", name: "Speaker", words: true, by: (row) => row.turn.who, cell: (row) => row.turn.who },
    {
      key: "text",
      name: "Answer",
      words: true,
      tip: "The beginning of it; follow it to read the whole.",
      by: (row) => row.start,
      cell: (row) => [
        make("a.row", { href: linkTo("turn", row.turn.id) }, row.start),
        row.turn.question ? make("span.asked", {}, "Asked: " + excerpt(textOf(row.turn.question), 110)) : null,
      ],
    },
    {
      key: "points",
      name: "Points",
      number: true,
      tip: "Sum of the intensities of its confrontational acts, each from 1 (mild) to 5.",
      by: (row) => row.points,
      cell: (row) => number(row.points, row.points % 1 ? 1 : 0),
    },
    {
      key: "acts",
      name: "Acts",
      number: true,
      tip: "Confrontational acts that count, of those that the filters leave.",
      by: (row) => row.acts.length,
      cell: (row) => number(row.acts.length),
    },
    {
      key: "rate",
      name: "Per 1,000 words",
      number: true,
      tip: "Confrontational acts per 1,000 words of the answer; short answers give extreme values.",
      by: (row) => row.rate,
      cell: (row) => number(row.rate, 1),
    },
    { key: "kinds", name: "Kinds of act", words: true, by: (row) => row.kinds, cell: (row) => row.kinds },
    {
      key: "reply",
      name: "Reply",
      words: true,
      tip: "How the question is answered, by its words.",
      by: (row) => row.turn.reply,
      cell: (row) => REPLIES[row.turn.reply]?.[0] ?? "",
    },
    {
      key: "cited",
      name: "Sources",
      number: true,
      tip: "How many sources the answer cites.",
      by: (row) => row.turn.citations.length,
      cell: (row) => number(row.turn.citations.length),
    },
  ];
  fillAnswers = sortable("answers-table", columns, {
    sort: "points",
    things: "answers and statements",
    caption: "Answers and statements",
    search: "Search in answers, questions and names",
    text: (row) =>
      (row.text ??= [
        row.turn.who,
        textOf(row.turn),
        row.turn.question ? textOf(row.turn.question) : "",
        titleOf(row.turn.doc),
      ]
        .join("\n")
        .toLowerCase()),
  });
}

function showAnswers({ answers, core }) {
  const acts = groupBy(core, (hit) => hit.turn);
  fillAnswers(
    answers.map((turn) => {
      const own = acts.get(turn) ?? [];
      return {
        turn,
        acts: own,
        start: excerpt(textOf(turn), 150) || "(no words)",
        points: sum(own, (hit) => Math.max(0, hit.intensity)),
        rate: turn.n ? (1000 * own.length) / turn.n : 0,
        kinds: tally(own, (hit) => categoryName(hit.category))
          .map(([name, n]) => (n > 1 ? `${name} (${n})` : name))
          .join(", "),
      };
    }),
  );
}
